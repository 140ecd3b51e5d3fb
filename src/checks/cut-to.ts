/** A text of at most so many characters, with … where more was; never half an emoji. */
export function cutTo(text: string, longest: number): string {
  const characters = [...text]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text
}
