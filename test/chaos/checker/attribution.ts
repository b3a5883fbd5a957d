import { broughtBy, type Call, chatOf, isAdding, likenessOf } from "./calls.ts";
import type { Effect, Evidence } from "./evidence.ts";

/** PostgreSQL and the sandbox read the same clock, at slightly different moments. */
const clockToleranceMs = 50;

/** Which calls carried out which effect. */
export interface Attribution {
  /** The adding calls of each effect that were carried out, in their order. */
  callsOf: Map<Effect, Call[]>;
  /** Effects of which a call may be another's that looks alike: nothing can be said of their order. */
  doubtful: Set<Effect>;
  /** Calls that look like an effect, but stand for none that its row knows of. */
  surplus: { call: Call; effects: Effect[] }[];
  /** Calls that no effect asked for: what dialogs say at once. */
  prompts: Call[];
}

/**
 * Joins the ledger with the outbox. A recorded result names its message, which is exact; what is
 * left is what no row has heard the result of: such calls belong to a row that looks alike, as
 * long as the row has recorded that it does not know.
 */
export function attribute({ ledger, outbox }: Pick<Evidence, "ledger" | "outbox">): Attribution {
  const callsOf = new Map<Effect, Call[]>();
  const byMessage = new Map<string, Effect>();
  // an edit's result names the message that it changed, which another effect has brought
  const adding = outbox.filter(({ method }) => isAdding(method));
  const byLikeness = Map.groupBy(adding, (effect) => likenessOf(effect.chat, effect));
  for (const effect of adding) {
    for (const id of effect.messageIds) byMessage.set(`${effect.chat}:${id}`, effect);
    if (effect.method === "createForumTopic" && effect.topicId !== null)
      byMessage.set(`${effect.chat}:topic ${effect.topicId}`, effect);
  }
  const give = (effect: Effect, call: Call): void => {
    callsOf.set(effect, [...(callsOf.get(effect) ?? []), call]);
  };

  const carriedOut = ledger.filter(({ effect, method }) => effect && isAdding(method));
  const unclear = carriedOut.filter((call) => {
    const effect = knownEffect(call, byMessage);
    if (effect) give(effect, call);
    return !effect;
  });
  const surplus: Attribution["surplus"] = [];
  const prompts: Call[] = [];
  const doubtful = new Set<Effect>();
  const spent = new Map<Effect, number>();
  for (const call of unclear) {
    const effects = byLikeness.get(likenessOf(chatOf(call), call)) ?? [];
    const owner = effects.find(
      (effect) =>
        (spent.get(effect) ?? 0) < effect.unknowns &&
        effect.takenAt <= call.at.getTime() + clockToleranceMs,
    );
    if (owner) {
      if (effects.length > 1) doubtful.add(owner);
      spent.set(owner, (spent.get(owner) ?? 0) + 1);
      give(owner, call);
    } else if (effects.length > 0) surplus.push({ call, effects });
    else prompts.push(call);
  }
  for (const calls of callsOf.values()) calls.sort((a, b) => a.seq - b.seq);
  return { callsOf, doubtful, surplus, prompts };
}

function knownEffect(call: Call, byMessage: Map<string, Effect>): Effect | undefined {
  const chat = chatOf(call);
  const { messageIds, topicId } = broughtBy(call);
  if (call.method === "createForumTopic") return byMessage.get(`${chat}:topic ${topicId}`);
  return messageIds.map((id) => byMessage.get(`${chat}:${id}`)).find((found) => found);
}
