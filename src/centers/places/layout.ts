const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?";
const russian = "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,";

const toRussian = new Map(Array.from(latin, (key, index) => [key, russian.charAt(index)]));
const toLatin = new Map(Array.from(russian, (key, index) => [key, latin.charAt(index)]));

/** What the same keys write with the Russian layout switched on: `rehufy` is «курган». */
export function typedInRussian(text: string): string {
  return switchKeys(text, toRussian);
}

/** What the same keys write with the Latin layout switched on: «ыгкпге» is `surgut`. */
export function typedInLatin(text: string): string {
  return switchKeys(text, toLatin);
}

function switchKeys(text: string, keys: Map<string, string>): string {
  return Array.from(text, (letter) => keys.get(letter) ?? letter).join("");
}
