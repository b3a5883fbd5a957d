import { expect, test } from "vitest";
import { parseHtml } from "../../src/sandbox/text/html.ts";
import { parseMarkdownV2 } from "../../src/sandbox/text/markdown.ts";
import { formatText } from "../../src/sandbox/text/formatted-text.ts";
import { openStage, refusal } from "./support/stage.ts";

test("HTML becomes entities with offsets in UTF-16 units", () => {
  const parsed = parseHtml(
    '👩‍🦳 <b>Вопрос <i>№ 127</i></b> &lt;срочно&gt; &amp; <a href="https://ya.ru">ссылка</a>',
  );
  expect(parsed.text).toBe("👩‍🦳 Вопрос № 127 <срочно> & ссылка");
  expect(parsed.entities).toEqual([
    { type: "italic", offset: 13, length: 5 },
    { type: "bold", offset: 6, length: 12 },
    { type: "text_link", offset: 30, length: 6, url: "https://ya.ru/" },
  ]);
});

test("quotations, code with a language and spoilers are known", () => {
  const types = (source: string) => parseHtml(source).entities;
  expect(types("<blockquote expandable>а</blockquote>")[0]?.type).toBe("expandable_blockquote");
  expect(types('<pre><code class="language-ts">а</code></pre>')).toEqual([
    { type: "pre", offset: 0, length: 1, language: "ts" },
  ]);
  expect(types('<span class="tg-spoiler">а</span>')[0]?.type).toBe("spoiler");
});

test.each([
  ["<b>а", `Can't find end tag corresponding to start tag "b"`],
  ["а <p>б</p>", 'Unsupported start tag "p" at byte offset 3'],
  ["а</b>", "Unexpected end tag at byte offset 2"],
  ["<b><i>а</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
  ["1 < 2", "Unclosed start tag at byte offset 2"],
])("broken markup %s is refused in the server's words", (source, words) => {
  expect(() => parseHtml(source)).toThrow(`Bad Request: can't parse entities: ${words}`);
});

test("MarkdownV2 is read, and unescaped marks are refused", () => {
  expect(parseMarkdownV2("*Вопрос* _№ 127_ `код` [сайт](https://ya.ru/a)\\.")).toEqual({
    text: "Вопрос № 127 код сайт.",
    entities: [
      { type: "bold", offset: 0, length: 6 },
      { type: "italic", offset: 7, length: 5 },
      { type: "code", offset: 13, length: 3 },
      { type: "text_link", offset: 17, length: 4, url: "https://ya.ru/a" },
    ],
  });
  expect(() => parseMarkdownV2("Готово.")).toThrow(
    "Character '.' is reserved and must be escaped with the preceding '\\'",
  );
});

test("commands, links, mentions and the like are found in plain text", () => {
  const found = (text: string) =>
    formatText(text).entities.map(({ type, offset, length }) => [
      type,
      text.slice(offset, offset + length),
    ]);
  expect(found("/start@centr_bot 5 и a/b")).toEqual([["bot_command", "/start@centr_bot"]]);
  expect(
    found("см. https://ya.ru/a?b=1, пишите @olga_v или a.b@mail.ru #грант +7 (912) 123-45-67"),
  ).toEqual([
    ["url", "https://ya.ru/a?b=1"],
    ["mention", "@olga_v"],
    ["email", "a.b@mail.ru"],
    ["hashtag", "#грант"],
    ["phone_number", "+7 (912) 123-45-67"],
  ]);
});

test("blanks at the ends are cut and entities move along", () => {
  expect(formatText("  <b> Да </b> \n", "HTML")).toEqual({
    text: "Да",
    entities: [{ type: "bold", offset: 0, length: 2 }],
  });
});

test("lengths count after the markup is taken out", async () => {
  const { sandbox, api } = await openStage();
  const anna = sandbox.person({ first_name: "Анна" });
  await anna.start();
  const bold = (length: number) => `<b>${"я".repeat(length)}</b>`;
  const html = { parse_mode: "HTML" } as const;
  expect(await refusal(api.sendMessage(anna.id, bold(4096), html))).toBe("ok");
  expect(await refusal(api.sendMessage(anna.id, bold(4097), html))).toBe(
    "Bad Request: message is too long",
  );
  const photo = (await anna.send({ kind: "photo" })).photo?.at(-1)?.file_id ?? "";
  expect(await refusal(api.sendPhoto(anna.id, photo, { caption: bold(1024), ...html }))).toBe("ok");
  expect(await refusal(api.sendPhoto(anna.id, photo, { caption: bold(1025), ...html }))).toBe(
    "Bad Request: message caption is too long",
  );
  expect(await refusal(api.sendMessage(anna.id, "  \n "))).toBe(
    "Bad Request: text must be non-empty",
  );
});
