/** The letter that each is taken for; a dash is silence. */
const sounds = new Map(
  Array.from("оеёэыяйюбвгджщзьъ", (letter, index) => [
    letter,
    "аииииииупфктшшс--".charAt(index).replace("-", ""),
  ]),
);

/**
 * How a Russian word sounds to someone who does not know its spelling: unstressed vowels, voiced and
 * voiceless consonants and doubled letters fall together («Шадринск», «шадренск», «шадринсг»).
 * @param text words in small letters; other alphabets stay as they are
 */
export function asHeard(text: string): string {
  return Array.from(text, (letter) => sounds.get(letter) ?? letter)
    .join("")
    .replace(/тс/g, "ц")
    .replace(/(.)\1+/g, "$1");
}
