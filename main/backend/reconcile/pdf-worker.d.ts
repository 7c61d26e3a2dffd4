/** The worker of pdf.js as a module of this thread; the package ships no types for it. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs'
