import { escapeHtml } from '@m3net/audio/pictures'

/** Text that is HTML already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What {@link markup} takes: strings are escaped, markup is taken as it is, lists are joined, the rest leaves no trace. */
export type Content = Markup | string | number | undefined | false | readonly Content[]

/** Template tag for HTML and SVG: everything put in is escaped unless it is markup, so no label can become an element. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(strings.map((text, i) => text + textOf(contents[i])).join(''))
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'object') return content.map(textOf).join('')
  return escapeHtml(String(content))
}
