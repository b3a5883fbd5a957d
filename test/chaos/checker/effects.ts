import { markersIn } from "../harness/diary.ts";
import type { Attribution } from "./attribution.ts";
import { broughtBy, chatOf, isAdding, textOf } from "./calls.ts";
import type { Effect, Evidence, Finding } from "./evidence.ts";

/** Effects that dialogs also say in the same words, straight out. */
const saidByDialogsToo = /:(draft-card|added)$/;

/** What Telegram carried out more often than its row knows of, and words for which there are two rows. */
export function doubledEffects(evidence: Evidence, { surplus }: Attribution): Finding[] {
  const calls = surplus
    .filter(({ effects }) => !effects.every(({ key }) => saidByDialogsToo.test(key)))
    .map(
      ({ call, effects }) =>
        `call ${call.seq} (${call.method} in ${chatOf(call)}, ${firstWords(textOf(call.params))}) ` +
        `is one more than ${effects.map(({ id, unknowns }) => `row ${id} with ${unknowns} unknown`).join(", ")}`,
    );
  return [...calls, ...doubledWords(evidence)];
}

/** One word, one desk, one message: two effects for it mean that a use case acted twice. */
function doubledWords({ words, outbox }: Evidence): Finding[] {
  const originals = new Set(words.filter((word) => !word.isCorrection).map(({ marker }) => marker));
  const seen = new Map<string, Effect[]>();
  for (const effect of outbox) {
    const text = textOf(effect.params);
    if (!isAdding(effect.method) || isCorrection(text) || effect.about === null) continue;
    const { desk } = effect.about as { desk?: string };
    const place = `${effect.chat} ${desk ?? ""}`;
    for (const marker of markersIn(text)) {
      const key = `${marker} in ${place}`;
      if (originals.has(marker)) seen.set(key, [...(seen.get(key) ?? []), effect]);
    }
  }
  return [...seen]
    .filter(([, effects]) => effects.length > 1)
    .map(([where, effects]) => `${where}: rows ${effects.map(({ id }) => id).join(", ")}`);
}

function isCorrection(text: string): boolean {
  return /исправляет сообщение|Исправленный ответ/.test(text);
}

/** Two transactions may commit in the very moment in which the sender looks. */
const momentMs = 50;

/**
 * Effects of one chat and lane that went out in another order than they stand in line: the first was
 * there when the second was taken, and still came later.
 */
export function inversions(evidence: Evidence, { callsOf, doubtful }: Attribution): Finding[] {
  const inLine = evidence.outbox
    .filter((effect) => !effect.isAside && effect.state !== "merged" && !doubtful.has(effect))
    .flatMap((effect) => {
      const seq = callsOf.get(effect)?.[0]?.seq;
      return seq === undefined ? [] : [{ ...effect, seq }];
    })
    .toSorted((a, b) => a.id - b.id);
  const lanes = Map.groupBy(inLine, ({ chat, lane }) => `${chat} ${lane}`);
  return [...lanes.values()].flatMap((effects) =>
    effects.flatMap((effect, index) => {
      const overtaken = effects
        .slice(0, index)
        .find(({ seq, askedAt }) => seq > effect.seq && askedAt + momentMs < effect.takenAt);
      return overtaken
        ? [
            `in ${effect.chat} row ${effect.id} (${effect.key}) went out as call ${effect.seq}, ` +
              `before row ${overtaken.id} (${overtaken.key}), call ${overtaken.seq}`,
          ]
        : [];
    }),
  );
}

/** What has no end, and who gets no answer any more. */
export function stuckThings(evidence: Evidence): Finding[] {
  const { outbox, updates, pendingUpdates, unanswered } = evidence;
  const unhandled = updates.filter(({ state }) => state === "new").length;
  return [
    ...outbox
      .filter(({ state }) => ["queued", "sending", "parked"].includes(state))
      .map(({ id, key, state, chat }) => `row ${id} (${key}) in ${chat} is still ${state}`),
    ...(unhandled > 0 ? [`${unhandled} updates were never handled`] : []),
    ...(pendingUpdates > 0 ? [`${pendingUpdates} updates were never taken`] : []),
    ...unanswered.map((who) => `the tap of ${who} was not answered`),
  ];
}

/** How many outcomes were recorded as unknown. */
export function unknownOutcomes({ outbox }: Pick<Evidence, "outbox">): number {
  return outbox.reduce((sum, { unknowns }) => sum + unknowns, 0);
}

/** How many calls may have been on the wire when their own fault hit them. */
export function faultedCalls({ ledger }: Pick<Evidence, "ledger">): number {
  return ledger.filter(({ fault, outcome }) => {
    if (fault === "error") return !outcome.ok && outcome.error_code >= 500;
    return fault !== undefined && fault !== "delay";
  }).length;
}

/** Prompts in a private chat that say the same again though the person wrote nothing in between. */
export function repeatedPrompts(evidence: Evidence, { prompts, surplus }: Attribution): number {
  const said = new Map<string, number>();
  const maybe = surplus
    .filter(({ effects }) => effects.every(({ key }) => saidByDialogsToo.test(key)))
    .map(({ call }) => call);
  return [...prompts, ...maybe]
    .toSorted((a, b) => a.seq - b.seq)
    .filter((call) => {
      const chat = chatOf(call);
      const id = broughtBy(call).messageIds[0] ?? 0;
      const key = `${chat} ${textOf(call.params)}`;
      const before = said.get(key);
      said.set(key, id);
      const wrote = evidence.written.get(chat);
      if (before === undefined || !wrote) return false;
      return !wrote.some((own) => own > before && own < id);
    }).length;
}

function firstWords(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
