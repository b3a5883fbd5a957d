import { markersIn, type Word } from "../harness/diary.ts";
import { chatOf, isAdding, textOf } from "./calls.ts";
import type { Evidence, Finding } from "./evidence.ts";

/** Where each word has been shown by the bot. */
function showings({ ledger }: Pick<Evidence, "ledger">): Map<string, Set<number>> {
  const shown = new Map<string, Set<number>>();
  for (const call of ledger) {
    if (!call.effect) continue;
    for (const marker of markersIn(textOf(call.params)))
      shown.set(marker, (shown.get(marker) ?? new Set()).add(chatOf(call)));
  }
  return shown;
}

/** Words that reached nobody, and of which nobody was told. */
export function lostWords(evidence: Evidence): Finding[] {
  const shown = showings(evidence);
  const told = new Set(evidence.words.filter((word) => isTold(evidence, word)).map(placeOf));
  return evidence.words.flatMap((word) => {
    const chats = shown.get(word.marker) ?? new Set();
    if (word.kind === "talk") return [];
    if (word.kind === "answer")
      return chats.has(word.to) || told.has(placeOf(word)) ? [] : [describe("answer", word, chats)];
    const desks = evidence.belongings.find(({ author }) => author === word.by)?.desks ?? [];
    const isDrafted = evidence.drafts.some(
      ({ author, text }) => author === word.by && markersIn(text).includes(word.marker),
    );
    const reached = desks.some((desk) => chats.has(desk)) || isMissed(evidence, word);
    return reached || isDrafted ? [] : [describe("question", word, chats)];
  });
}

function placeOf({ message }: Word): string {
  return `${message.chat}:${message.id}`;
}

function describe(what: string, word: Word, chats: Set<number>): Finding {
  const kind = word.isCorrection ? `correction of the ${what}` : what;
  const seen = chats.size > 0 ? `shown in ${[...chats].join(", ")}` : "shown nowhere";
  return `${word.marker}: the ${kind} of ${word.by} is lost, ${seen}`;
}

/** A line at the desk says that words of the author could not be shown there. */
function isMissed({ outbox }: Evidence, { marker }: Word): boolean {
  const ids = outbox
    .filter(({ params }) => markersIn(textOf(params)).includes(marker))
    .flatMap(({ about }) => (about as { messages?: string[] } | null)?.messages ?? []);
  return outbox.some(
    ({ key, state }) =>
      key.startsWith("missing:") && state === "sent" && ids.some((id) => key.includes(id)),
  );
}

/** A line of the bot under a colleague's message, or its sign of doubt on it. */
function isTold({ ledger }: Evidence, { kind, message }: Word): boolean {
  if (kind !== "answer") return false;
  return ledger.some((call) => {
    if (!call.effect || chatOf(call) !== message.chat) return false;
    if (call.method === "setMessageReaction")
      return (
        call.params["message_id"] === message.id &&
        JSON.stringify(call.params["reaction"]).includes("🤔")
      );
    const reply = call.params["reply_parameters"] as { message_id?: number } | undefined;
    return reply?.message_id === message.id;
  });
}

/** Words that the bot has shown where they do not belong. */
export function misdeliveredWords(evidence: Evidence): Finding[] {
  const words = new Map(evidence.words.map((word) => [word.marker, word]));
  return [...showings(evidence)].flatMap(([marker, chats]) => {
    const word = words.get(marker);
    if (!word) return [];
    const allowed = whereItBelongs(evidence, word);
    return [...chats]
      .filter((chat) => !allowed.has(chat))
      .map((chat) => `${marker}: ${word.kind} of ${word.by} was shown in ${chat}`);
  });
}

function whereItBelongs({ belongings, desks }: Evidence, word: Word): Set<number> {
  if (word.kind === "talk") return new Set([word.message.chat]);
  if (word.kind === "author") {
    const own = belongings.find(({ author }) => author === word.by)?.desks ?? [];
    return new Set([word.by, ...own]);
  }
  // colleagues who work in private chats see each other's answers
  const own = desks.find((chats) => chats.includes(word.message.chat)) ?? [];
  return new Set([word.to, ...own]);
}

/**
 * Words that one author added to one question, and that a desk got in another order. What went into
 * a draft first, as a reply to a message that nobody has on record does, comes when that is sent.
 */
export function disorderedWords({ words, belongings, ledger, added }: Evidence): Finding[] {
  const firsts = new Map<string, number>();
  for (const call of ledger) {
    if (!call.effect || !isAdding(call.method)) continue;
    for (const marker of markersIn(textOf(call.params))) {
      const key = `${marker} ${chatOf(call)}`;
      if (!firsts.has(key)) firsts.set(key, call.seq);
    }
  }
  const threads = Map.groupBy(
    words.flatMap((word) =>
      word.kind === "author" && word.thread !== undefined && added.has(placeOf(word)) ? [word] : [],
    ),
    ({ by, thread }) => `${by} ${thread}`,
  );
  return [...threads.values()].flatMap((thread) => {
    const desks = belongings.find(({ author }) => author === thread[0]?.by)?.desks ?? [];
    const written = thread.toSorted((a, b) => a.message.id - b.message.id);
    return desks.flatMap((desk) =>
      written.flatMap((word, index): Finding[] => {
        const seq = firsts.get(`${word.marker} ${desk}`) ?? Infinity;
        const later = written
          .slice(index + 1)
          .find(({ marker }) => (firsts.get(`${marker} ${desk}`) ?? Infinity) < seq);
        return later
          ? [`${word.marker} was written before ${later.marker}, and came to ${desk} after it`]
          : [];
      }),
    );
  });
}
