/** E7: what the page's one policy lets become markup or a script. */
import { expect, it } from 'vitest'
import { isOwnScript, isPlainMarkup } from './trusted-types.ts'

it.each([
  '',
  'İnci Mobilya & Oğlu',
  '.mantine-1 { color: red }',
  '<div class="ag-root" role="presentation"><span aria-hidden="true"></span></div>',
  '<input type="text" tabindex="-1" disabled>',
  '<!-- AG header --><div data-ref="eLabel"></div>',
])('E7: %j is plain', (text) => {
  expect(isPlainMarkup(text)).toBe(true)
})

it.each([
  '<script>1</script>',
  '<img src=x onerror=1>',
  '<div onclick="1">',
  '<div class="a" onpointerenter=1>',
  '<div style="background:url(//x)">',
  '<a href="javascript:1">x</a>',
  '<svg onload=1>',
  '<iframe srcdoc="x">',
  '<style>@import "x"</style>',
  '<div class="a"><script',
  '<!--><img src=x onerror=1>-->',
  '<input formaction="javascript:1">',
  '<div class="a>b<c">',
])('E7: %j is refused', (text) => {
  expect(isPlainMarkup(text)).toBe(false)
})

it.each([
  ['./assets/worker-1a.js', true],
  ['http://127.0.0.1:1/assets/a.mjs', true],
  ['http://127.0.0.1:2/assets/a.js', false],
  ['https://evil.example/assets/a.js', false],
  ['/assets/../documents/a.js', false],
  ['/assets/a.js?x=1', false],
  ['/documents/a.js', false],
  ['data:text/javascript,1', false],
  ['blob:http://127.0.0.1:1/x', false],
  ['javascript:1', false],
])('E7: a script at %s is ours: %s', (address, own) => {
  expect(isOwnScript(address, 'http://127.0.0.1:1/')).toBe(own)
})
