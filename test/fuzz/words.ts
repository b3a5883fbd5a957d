import fc from "fast-check";

/** What people and their phones make of words: every script, and what breaks those who count characters. */
const scripts = [
  "Где взять деньги на ремонт?",
  "Ёжик съел ещё",
  "שלום עולם",
  "مرحبا بالعالم",
  "你好世界",
  "नमस्ते दुनिया",
  "ภาษาไทยไม่มีช่องว่าง",
  "ქართული",
  "🇷🇺👨‍👩‍👧‍👦👍🏽",
  "e\u0301\u0302\u0303",
  `а${"\u0301".repeat(40)}`,
  "\u202Eсправа налево\u202C",
  "\u200B\u200D\uFEFF",
  "\uD83D",
  "\uDE00конец",
  "до\0после",
  "<b>не разметка</b> & <a href='x'>",
  "</b>]]>\\' OR 1=1; --",
  "{ $name } %s ${x}",
  "\n\n\n",
  " ",
  "",
];
/** What the bot itself has ears for. */
const spoken = [
  "/start",
  "/start abc",
  "/start g_1",
  "/menu",
  "/help",
  "/cancel",
  "/start@resource_center_bot x",
  "меню",
  "Задать вопрос",
  "Мои вопросы",
  "Согласен",
  "Шадринск",
  "Курганская область",
  "да",
  "нет",
  "спасибо",
  "привет",
  "отправить",
  "деньги",
  "Не мой город",
  "позвоните мне",
  "+7 912 345-67-89",
];

/** Around a limit of so many UTF-16 units: below it, at it, and above. */
function around(limit: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("а", "слово ", "👍", "e\u0301", "<&>"), fc.constantFrom(-1, 0, 1))
    .map(([unit, by]) => unit.repeat(Math.ceil((limit + 1) / unit.length)).slice(0, limit + by));
}

const pieces = fc
  .array(fc.oneof(fc.constantFrom(...scripts), fc.string({ unit: "binary", maxLength: 20 })), {
    maxLength: 4,
  })
  .map((list) => list.join(" "));

/** Telegram's limits on texts, captions, quotes, polls, callback answers, topics and names. */
const limits = [4096, 1024, 300, 200, 128, 64];

/** A short text: a name, a title. */
export const name = fc.oneof(fc.constantFrom(...scripts), around(64), fc.string({ maxLength: 12 }));

/** The text of a message or a caption. */
export const words = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...spoken) },
  { weight: 5, arbitrary: pieces },
  { weight: 1, arbitrary: fc.oneof(...limits.map(around)) },
);
