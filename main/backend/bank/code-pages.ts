/**
 * The code pages of DOS, which banks in Hungary and Türkiye still send: Node decodes none of them. The
 * upper half, from byte 0x80 on (IBM code pages 852 and 857).
 */
const UPPER = {
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č' +
    'áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
    '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀' +
    'ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  cp857:
    'ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞş' +
    'áíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\ufffdÍÎÏ┘┌█▄¦Ì▀' +
    'ÓßÔÒõÕµ\ufffd×ÚÛÙìÿ¯´\u00ad±\ufffd¾¶§÷¸°¨·¹³²■\u00a0',
} as const

/** Bytes that windows-1252 and windows-1254 leave undefined, and DOS fills with letters. */
const UNDEFINED: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
/** ı Ş ş Ğ ğ İ in code page 857; signs or rarer letters in 852. */
const TURKISH: ReadonlySet<number> = new Set([0x8d, 0x9e, 0x9f, 0xa6, 0xa7, 0x98])

/** The code page that single-byte text must be in; null when it can be of Windows. */
export function codePageOf(bytes: Buffer): keyof typeof UPPER | null {
  if (!bytes.some((byte) => UNDEFINED.has(byte))) return null
  return bytes.some((byte) => TURKISH.has(byte)) ? 'cp857' : 'cp852'
}

export function decodeCodePage(bytes: Buffer, page: keyof typeof UPPER): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u00ff]/g, (char) => UPPER[page][char.charCodeAt(0) - 0x80] ?? '\ufffd')
}
