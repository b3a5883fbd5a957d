/** The endings of the genitive, dative, accusative, instrumental and prepositional; «$&» stays as it is. */
const paradigms: [ending: RegExp, cases: string][] = [
  [/(?<=[нжшчщ])ий$/, "его ему $& им ем"],
  [/(?<![нжшчщ])ий$|ый$|ой$/, "ого ому $& ым ом"],
  [/ая$/, "ой ой ую ой ой"],
  [/яя$/, "ей ей юю ей ей"],
  [/ое$/, "ого ому $& ым ом"],
  [/ее$/, "его ему $& им ем"],
  [/ие$/, "их им $& ими их"],
  [/ые$/, "ых ым $& ыми ых"],
  [/(?<![иыо])й$/, "я ю $& ем е"],
  [/ь$/, "и и $& ью и"],
  [/ь$/, "я ю $& ем е"],
  [/а$/, "ы е у ой е"],
  [/(?<![ая])я$/, "и е ю ей е"],
  [/о$/, "а у $& ом е"],
  [/(?<![оеиы])е$/, "я ю $& ем е"],
  [/[иы]$/, "ов ам $& ами ах"],
  [/и$/, "ей ям $& ями ях"],
  // The instrumental of «Троицк» is nearly a form of «троицкий»: the adjective keeps it.
  [/(?<=ск)$/, "а у $& $& е"],
  [/(?<=[бвгджзклмнпрстфхцчшщ])(?<!ск)$/, "а у $& ом е"],
];

/**
 * Declines a name of one or several words; the first words of a compound may also stay as they are.
 * @param words the words of the name in the nominative, in small letters
 * @returns the other forms, each as its words joined
 */
export function declined(words: readonly string[]): string[] {
  const last = words.at(-1) ?? "";
  const start = words.slice(0, -1);
  const starts = start.map((word) => paradigmsOf(word)[0] ?? []);
  const forms = paradigmsOf(last).flatMap((cases) =>
    cases.flatMap((form, index) => [
      start.map((word, at) => starts[at]?.[index] ?? word).join("") + form,
      start.join("") + form,
    ]),
  );
  return [...new Set(forms)].filter((form) => form !== words.join(""));
}

function paradigmsOf(word: string): string[][] {
  return paradigms
    .filter(([ending]) => ending.test(word))
    .map(([ending, cases]) => {
      const spelled = /[гкхжшчщ]$/.test(word.replace(ending, ""))
        ? cases.replaceAll("ы", "и")
        : cases;
      return spelled.split(" ").map((other) => word.replace(ending, other));
    });
}

/**
 * The adjectives that a town gives to the land around it: Сургут, «сургутский»; Нижний Тагил, «нижнетагильский».
 * @param words the words of the town's name in small letters
 */
export function adjectivesOf(words: readonly string[]): string[] {
  const start = words
    .slice(0, -1)
    .map((word) => word.replace(/н(ий|яя|ее|ие)$/, "не").replace(/(ый|ий|ой|ая|ое)$/, "о"));
  const name = start.join("") + (words.at(-1) ?? "");
  if (/(ий|ый|ой|ая|ое)$/.test(name)) return [];
  const stem = name.replace(/(ск|[аяоеыиь])$/, "");
  const adjective = `${stem}${stem.endsWith("л") ? "ь" : ""}ский`;
  return /[аяоеыи]$/.test(name) ? [adjective, `${stem}инский`] : [adjective];
}
