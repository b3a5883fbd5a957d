/** The forms of one word, one list a case: genitive, dative, accusative, instrumental, prepositional. */
type Cases = readonly [string[], string[], string[], string[], string[]];

interface Pattern {
  ending: RegExp;
  /** Endings that replace the matched one, per case; alternatives are parted by a slash. */
  cases: readonly [string, string, string, string, string];
}

/** The first pattern that fits is taken; names outside it (already in the plural, foreign) stay as they are. */
const patterns: Pattern[] = [
  { ending: /ий$/, cases: ["ого/его", "ому/ему", "ий/ого", "им", "ом/ем"] },
  { ending: /ый$/, cases: ["ого", "ому", "ый", "ым", "ом"] },
  { ending: /ой$/, cases: ["ого", "ому", "ой", "ым/им", "ом"] },
  { ending: /ая$/, cases: ["ой", "ой", "ую", "ой", "ой"] },
  { ending: /яя$/, cases: ["ей", "ей", "юю", "ей", "ей"] },
  { ending: /ое$/, cases: ["ого", "ому", "ое", "ым/им", "ом"] },
  { ending: /ее$/, cases: ["его", "ему", "ее", "им", "ем"] },
  { ending: /ие$/, cases: ["их", "им", "ие", "ими", "их"] },
  { ending: /й$/, cases: ["я", "ю", "й", "ем", "е"] },
  { ending: /ья$/, cases: ["ьи", "ье", "ью", "ьей", "ье"] },
  { ending: /ь$/, cases: ["и/я", "и/ю", "ь", "ью/ем", "и/е"] },
  { ending: /а$/, cases: ["ы/и", "е", "у", "ой", "е"] },
  { ending: /я$/, cases: ["и", "е", "ю", "ей", "е"] },
  { ending: /о$/, cases: ["а", "у", "о", "ом", "е"] },
  { ending: /е$/, cases: ["я", "ю", "е", "ем", "е"] },
  { ending: /ы$/, cases: ["/ов", "ам", "ы", "ами", "ах"] },
  { ending: /и$/, cases: ["/ей/ов", "ям/ам", "и", "ями/ами", "ях/ах"] },
  // The instrumental of «Троицк» is also a form of «троицкий»: the adjective keeps it.
  { ending: /(?<=ск)$/, cases: ["а", "у", "", "", "е"] },
  { ending: /(?<=[ое]в)$/, cases: ["а", "у", "", "ым/ом", "е"] },
  { ending: /(?<=[бвгдзклмнпрстфхцжчшщ])$/, cases: ["а", "у", "", "ом/ем", "е"] },
];

/**
 * Declines a name of one or several words; the first words of a compound may also stay as they are.
 * @param words the words of the name in the nominative, in small letters
 * @returns the other forms, each as its words joined
 */
export function declined(words: readonly string[]): string[] {
  const last = words.at(-1);
  if (last === undefined) return [];
  const start = words.slice(0, -1);
  const forms = new Set<string>();
  const all = words.map(casesOf);
  for (let index = 0; index < 5; index += 1) {
    for (const form of joined(all.map((cases) => cases[index] ?? []))) forms.add(form);
    for (const form of casesOf(last)[index] ?? []) forms.add(start.join("") + form);
  }
  forms.delete(words.join(""));
  return [...forms];
}

function casesOf(word: string): Cases {
  const pattern = patterns.find(({ ending }) => ending.test(word));
  const forms = (pattern?.cases ?? ["", "", "", "", ""]).map((endings) =>
    endings.split("/").map((ending) => (pattern ? word.replace(pattern.ending, ending) : word)),
  );
  return forms as unknown as Cases;
}

function joined(parts: readonly string[][]): string[] {
  return parts.reduce(
    (starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)),
    [""],
  );
}
