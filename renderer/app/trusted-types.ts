/**
 * Trusted types: text becomes markup or code in this page only through here (reliability-security.md
 * 6 E7). AG Grid makes its own elements of text, Mantine its style sheets; both are let through by
 * what they are made of. Anything else, first of all markup with a handler, an address or a script,
 * is refused by the browser itself.
 *
 * Imported before anything that touches the document. The header allows no other policy.
 */
import { config } from 'zod'

// zod would try whether it may compile schemas, which this page never may.
config({ jitless: true })

const TAGS = 'div|span|button|input|label|select|option|textarea|ul|li|p|br'
const ATTRIBUTES =
  'class|role|id|type|name|for|title|tabindex|autocomplete|min|max|step|disabled|hidden|ref|unselectable|(?:aria|data)-[a-z-]+'
const TAG = `</?(?:${TAGS})(?:\\s+(?:${ATTRIBUTES})(?:="[^"<>]*")?)*\\s*/?>`
/** Text without a bracket, and plain elements that can neither act nor load anything. */
const PLAIN = new RegExp(`^(?:[^<>]|${TAG}|<!-- ?[\\w ]* ?-->)*$`, 'i')
/** A style sheet's text: read as markup it would have to open an element first. */
const isStyle = (text: string) => !text.includes('<')

export function isPlainMarkup(text: string): boolean {
  return isStyle(text) || PLAIN.test(text)
}

/** Scripts of our own build; the content security policy says the same of them. */
export function isOwnScript(address: string, page: string): boolean {
  const url = URL.parse(address, page)
  return (
    url !== null &&
    url.origin === new URL(page).origin &&
    url.search === '' &&
    /^\/assets\/[\w.-]+\.m?js$/.test(url.pathname)
  )
}

interface Policies {
  createPolicy(
    name: 'default',
    rules: {
      createHTML(text: string): string | null
      createScriptURL(address: string): string | null
    },
  ): unknown
}

if (typeof window !== 'undefined')
  (window as unknown as { readonly trustedTypes?: Policies }).trustedTypes?.createPolicy(
    'default',
    {
      createHTML: (text) => (isPlainMarkup(text) ? text : null),
      createScriptURL: (address) => (isOwnScript(address, location.href) ? address : null),
    },
  )
