import { describe, expect, test } from "vitest";
import { attribute } from "./checker/attribution.ts";
import { breachesIn, check, isKept } from "./checker/check.ts";
import type { Effect, Evidence } from "./checker/evidence.ts";
import type { Word } from "./harness/diary.ts";

const author = 11;
const other = 12;
const desk = -100;
let seq = 0;

function evidence(parts: Partial<Evidence> = {}): Evidence {
  return {
    words: [],
    belongings: [
      { author, desks: [desk] },
      { author: other, desks: [desk] },
    ],
    desks: [[desk]],
    ledger: [],
    outbox: [],
    added: new Set(),
    drafts: [],
    updates: [],
    pendingUpdates: 0,
    written: new Map([[author, []]]),
    unanswered: [],
    onTheWire: 0,
    ...parts,
  };
}

function asked(marker: string, more: Partial<Word> = {}): Word {
  const message = { chat: author, id: 1 };
  return { kind: "author", marker, by: author, message, isCorrection: false, ...more } as Word;
}

function answered(marker: string, to = author): Word {
  const message = { chat: desk, id: 7 };
  return { kind: "answer", marker, by: 99, to, message, isCorrection: false };
}

function call(chat: number, text: string, id: number): Evidence["ledger"][number] {
  seq += 1;
  const result = { message_id: id };
  const params = { chat_id: chat, text };
  return {
    seq,
    at: new Date(seq * 1000),
    method: "sendMessage",
    params,
    effect: true,
    outcome: { ok: true, result },
  };
}

function row(id: number, chat: number, text: string, more: Partial<Effect> = {}): Effect {
  return {
    id,
    key: `effect:${id}`,
    chat,
    lane: 0,
    method: "sendMessage",
    params: { text },
    about: null,
    state: "sent",
    isAside: false,
    askedAt: 0,
    takenAt: 1,
    unknowns: 0,
    messageIds: [],
    topicId: null,
    ...more,
  };
}

describe("the checker", () => {
  test("finds nothing where each word is where it belongs, once", () => {
    const verdict = check(
      evidence({
        words: [asked("q1-1"), asked("q1-2"), answered("a2-1")],
        ledger: [call(desk, "q1-1 вопрос", 5), call(author, "a2-1 ответ", 6)],
        outbox: [
          row(1, desk, "q1-1 вопрос", { messageIds: [5] }),
          row(2, author, "a2-1 ответ", { messageIds: [6] }),
        ],
        drafts: [{ author, text: '{"text":"q1-2 ещё"}' }],
      }),
    );
    expect(breachesIn(verdict)).toEqual({});
  });

  test("misses a word that reached no desk, and an answer of which nobody was told", () => {
    const { lost } = check(evidence({ words: [asked("q1-1"), answered("a2-1")] }));
    expect(lost).toHaveLength(2);
  });

  test("does not count an answer as lost whose writer was told under it", () => {
    const told = call(desk, "Автор не получил ответ", 8);
    told.params["reply_parameters"] = { message_id: 7 };
    expect(check(evidence({ words: [answered("a2-1")], ledger: [told] })).lost).toEqual([]);
  });

  test("does not count words as lost that a desk was told to be missing", () => {
    const about = { messages: ["m1"] };
    const copy = row(1, desk, "q1-1 вопрос", { about, state: "unknown", unknowns: 2 });
    const notice = row(2, desk, "не вышло", { key: "missing:d:m1" });
    const lost = (outbox: Effect[]) =>
      check(evidence({ words: [asked("q1-1")], outbox, onTheWire: 2 })).lost;
    expect(lost([copy, notice])).toEqual([]);
    expect(lost([copy, { ...notice, state: "unknown" }])).toHaveLength(1);
  });

  test("sees a word in somebody else's chat, also in a prompt or an edit", () => {
    const words = [asked("q1-1"), answered("a2-1"), { ...answered("t2-1"), kind: "talk" as const }];
    const ledger = [call(other, "q1-1", 5), call(other, "a2-1", 6), call(author, "t2-1", 7)];
    expect(check(evidence({ words, ledger })).misdelivered).toHaveLength(3);
  });

  test("allows a second call for a recorded unknown, and no third", () => {
    const calls = [call(desk, "q1-1", 5), call(desk, "q1-1", 6), call(desk, "q1-1", 7)];
    const outbox = [row(1, desk, "q1-1", { messageIds: [6], unknowns: 1 })];
    const twice = evidence({ ledger: calls.slice(0, 2), outbox, onTheWire: 1 });
    expect(check(twice)).toMatchObject({ doubled: [], unknown: 1, mostUnknown: 1 });
    expect(check(evidence({ ledger: calls, outbox })).doubled).toHaveLength(1);
  });

  test("takes what was said before an effect was taken for a prompt of a dialog", () => {
    const said = call(author, "Добавили к вопросу", 5);
    const sent = call(author, "Добавили к вопросу", 6);
    const takenAt = sent.at.getTime();
    const effect = { key: "update:1:added", messageIds: [6], unknowns: 1, takenAt };
    const outbox = [row(1, author, "Добавили к вопросу", effect)];
    expect(check(evidence({ ledger: [said, sent], outbox })).repeatedPrompts).toBe(0);
    const { callsOf, surplus } = attribute(evidence({ ledger: [said, sent], outbox }));
    expect([...callsOf.values()]).toEqual([[sent]]);
    expect(surplus).toMatchObject([{ call: said }]);
  });

  test("does not take more unknown outcomes than were on the wire", () => {
    const outbox = [row(1, desk, "q1-1", { unknowns: 2, state: "unknown" })];
    expect(isKept(check(evidence({ outbox, onTheWire: 1 })))).toBe(false);
    const reset = { ...call(desk, "q1-1", 5), effect: false, fault: "reset" as const };
    expect(isKept(check(evidence({ outbox, ledger: [reset], onTheWire: 1 })))).toBe(true);
  });

  test("finds two effects for one word at one desk, but lets a correction repeat it", () => {
    const about = { desk: "d" };
    const copy = (id: number, text: string) => row(id, desk, text, { about, messageIds: [id] });
    const words = [asked("q1-1")];
    const outbox = [copy(1, "q1-1 вопрос"), copy(2, "q1-1 вопрос")];
    const ledger = [call(desk, "q1-1 вопрос", 1), call(desk, "q1-1 вопрос", 2)];
    expect(check(evidence({ words, outbox, ledger })).doubled).toHaveLength(1);
    const corrected = [copy(1, "q1-1 вопрос"), copy(2, "Вера исправляет сообщение q1-1 вопрос")];
    expect(check(evidence({ words, outbox: corrected, ledger })).doubled).toEqual([]);
  });

  test("sees effects that overtook what was there before them, but not what came later", () => {
    const ledger = [call(desk, "q1-2", 6), call(desk, "q1-1", 5)];
    const late = row(2, desk, "q1-2", { messageIds: [6], takenAt: 2000 });
    const first = row(1, desk, "q1-1", { messageIds: [5], askedAt: 1000 });
    const outbox = [first, late];
    expect(check(evidence({ ledger, outbox })).outOfOrder).toHaveLength(1);
    const committedLater = [{ ...first, askedAt: 3000 }, late];
    expect(check(evidence({ ledger, outbox: committedLater })).outOfOrder).toEqual([]);
    const aside = [{ ...first, isAside: true }, late];
    expect(check(evidence({ ledger, outbox: aside })).outOfOrder).toEqual([]);
  });

  test("sees an author's words in another order than they were written", () => {
    const words = [
      asked("q1-1", { thread: "5", message: { chat: author, id: 1 } }),
      asked("q1-2", { thread: "5", message: { chat: author, id: 2 } }),
    ];
    const ledger = [call(desk, "q1-2", 6), call(desk, "q1-1", 5)];
    const added = new Set([`${author}:1`, `${author}:2`]);
    expect(check(evidence({ words, ledger, added })).outOfOrder).toHaveLength(1);
    expect(check(evidence({ words, ledger })).outOfOrder).toEqual([]);
  });

  test("names what is stuck", () => {
    const { stuck } = check(
      evidence({
        outbox: [row(1, desk, "", { state: "queued" }), row(2, desk, "", { state: "sending" })],
        updates: [{ id: 1, state: "new", tries: 0, error: null, text: "{}" }],
        pendingUpdates: 3,
        unanswered: ["Автор1"],
      }),
    );
    expect(stuck).toHaveLength(5);
  });

  test("counts a prompt that was said again though nobody wrote in between", () => {
    const said = [call(author, "Мои вопросы", 20), call(author, "Мои вопросы", 22)];
    expect(check(evidence({ ledger: said })).repeatedPrompts).toBe(1);
    const written = new Map([[author, [21]]]);
    expect(check(evidence({ ledger: said, written })).repeatedPrompts).toBe(0);
  });
});
