const suffixes: [RegExp, string[]][] = [
  [/(ий|ый|ой|ая|ое)$/, []],
  [/ск$/, ["ский"]],
  [/ль$/, ["льский"]],
  [/ь$/, ["ский"]],
  [/[аяоеыи]$/, ["ский", "инский"]],
  [/й$/, ["йский"]],
  [/$/, ["ский"]],
];

/**
 * The adjectives a town gives to the land around it: Сургут, «сургутский»; Нижний Тагил, «нижнетагильский».
 * @param words the words of the town's name in small letters
 */
export function adjectivesOf(words: readonly string[]): string[] {
  const last = words.at(-1);
  if (last === undefined) return [];
  const start = words
    .slice(0, -1)
    .map((word) => word.replace(/(ний|няя|ние|нее)$/, "не").replace(/(ый|ой|ая|ое|ий)$/, "о"));
  return wordAdjectives(last).map((adjective) => start.join("") + adjective);
}

function wordAdjectives(word: string): string[] {
  const found = suffixes.find(([ending]) => ending.test(word));
  if (!found) return [];
  const [ending, replacements] = found;
  const adjectives = replacements.map((suffix) => word.replace(ending, suffix));
  return word.endsWith("ил") ? [...adjectives, `${word}ьский`] : adjectives;
}
