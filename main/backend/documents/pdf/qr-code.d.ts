/** The part of pdfmake's own QR encoder that is used here: it draws squares, 5 wide, into a list. */
declare module 'pdfmake/js/qrEnc.js' {
  interface QrNode {
    readonly qr: string
    readonly eccLevel?: 'L' | 'M' | 'Q' | 'H'
    _canvas?: readonly { readonly x: number; readonly y: number; readonly w: number }[]
    _width?: number
  }
  interface Encoder {
    measure(node: QrNode): QrNode
  }
  const encoder: Encoder & { readonly default?: Encoder }
  export default encoder
}
