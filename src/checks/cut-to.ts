/** A text of at most so many characters, with … where more was; never half an emoji. */
export function cutTo(text: string, longest: number): string {
  if (text.length <= longest) return text
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text
}
