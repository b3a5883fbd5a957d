const base: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "yo", ж: "zh", з: "z", и: "i", й: "y" },
  ...{ к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f" },
  ...{
    х: "kh",
    ц: "ts",
    ч: "ch",
    ш: "sh",
    щ: "shch",
    ъ: "",
    ы: "y",
    ь: "",
    э: "e",
    ю: "yu",
    я: "ya",
  },
};

const systems: Record<string, Record<string, string>> = {
  "the press": base,
  "the press with soft signs": { ...base, ь: "'" },
  "a passport": { ...base, ё: "e", й: "i", ъ: "ie", ю: "iu", я: "ia" },
  "GOST 7.79 B": {
    ...{ ...base, й: "j", х: "x", ц: "cz", щ: "shh", ъ: "``" },
    ...{ ы: "y'", ь: "`", э: "e'" },
  },
  "ISO 9": {
    ...{ ...base, ё: "ë", ж: "ž", й: "j", х: "h", ц: "c", ч: "č" },
    ...{ ш: "š", щ: "ŝ", э: "è", ю: "û", я: "â", ь: "'" },
  },
  "a phone in a hurry": { ...base, ё: "e", ж: "j", х: "h", ц: "c", щ: "sch", ю: "u" },
};

/** How people write Russian names in Latin letters, by the system they follow. */
export const latinSystems: [string, (text: string) => string][] = [
  ...Object.entries(systems).map(([name, letters]): [string, (text: string) => string] => [
    name,
    (text) => Array.from(text.toLowerCase(), (letter) => letters[letter] ?? letter).join(""),
  ]),
  ["short endings", (text) => inPress(text.replace(/(ый|ий)(?=$|[^а-яё])/gi, "ы"))],
];

function inPress(text: string): string {
  return Array.from(text.toLowerCase(), (letter) => base[letter] ?? letter).join("");
}
