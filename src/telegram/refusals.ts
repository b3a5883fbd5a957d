import { GrammyError, type Transformer } from "grammy";
import { type FailureClass, judge, remedy } from "../delivery/index.ts";

/** Nobody can be told anything there, however often one tries. */
const gone: readonly FailureClass[] = ["unreachable", "chat-lost", "muted"];

/**
 * Whether Telegram lets us say nothing more to where a call went, as after «Заблокировать бота». What
 * is thrown inside a dialog has lost its class on the way (conversations, `external`): there grammY's
 * sentence tells, "Call to 'sendMessage' failed! (403: Forbidden: …)".
 */
export function isGone(error: unknown): boolean {
  const [, code, description = ""] =
    error instanceof Error ? (/ failed! \((\d{3}): (.*)\)$/s.exec(error.message) ?? []) : [];
  const refusal = error instanceof GrammyError ? error : { error_code: Number(code), description };
  const failure = refusal.error_code > 0 ? failureOf(refusal) : undefined;
  return failure !== undefined && gone.includes(failure);
}

function failureOf({
  error_code: code,
  description,
}: {
  error_code: number;
  description: string;
}): FailureClass | undefined {
  const verdict = judge({ kind: "refused", code, description });
  return verdict.kind === "failed" ? verdict.failure : undefined;
}

/**
 * Makes a refused prompt again in the way that Telegram takes, where there is one: without broken
 * formatting, in parts, without the reply. Prompts of several parts answer with the last one.
 */
export const tryRemedies: Transformer = async (previous, method, payload, signal) => {
  type Given = { method: string; params: Record<string, unknown> };

  async function make({ method: name, params }: Given): ReturnType<typeof previous<typeof method>> {
    // a remedy names only methods that the Bot API knows, with what they take
    const response = await previous(name as typeof method, params as typeof payload, signal);
    if (response.ok || response.error_code !== 400) return response;
    const failure = failureOf(response);
    const calls = failure && remedy({ method: name, params }, failure, response.description);
    if (!calls) return response;
    let last = response as Awaited<ReturnType<typeof make>>;
    for (const call of calls) {
      last = await make(call);
      if (!last.ok) return last;
    }
    return last;
  }

  return make({ method, params: { ...payload } });
};
