import { type Actor, may } from "../access/index.ts";
import { type MessageContent, relay } from "../delivery/index.ts";
import { lineage } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";

export interface EditMessage {
  cause: string;
  actor: Actor;
  content: MessageContent;
}

/**
 * Someone corrected a message that has been passed on. The other side gets the new words as a
 * message of their own: also when a text became a photo, nothing is lost. Who may not answer any
 * more may not correct an answer either.
 */
export function createEditMessage(deps: QuestionsDependencies, desks: Desks) {
  return async ({ cause, actor, content }: EditMessage) => {
    const { chatId, messageId } = content.source;
    const copy = await deps.desks.copyAt(chatId, messageId);
    const id = copy?.questionMessageId;
    if (!copy) return rewriteHeld(cause, content);
    if (!id) return { kind: "not-ours" as const };
    if (copy.role !== "author_original" && copy.role !== "answer_original")
      return { kind: "not-ours" as const };
    const directory = await deps.centers.readDirectory();
    return deps.perform(cause, "edit-message", async (transaction) => {
      const question = await deps.questions.lock(transaction, copy.questionId);
      if (
        copy.role === "answer_original" &&
        !may(actor.assignments, "question.answer", lineage(directory, question))
      )
        return { kind: "not-allowed" as const };
      const before = await deps.questions.findMessage(id, transaction);
      // Telegram reports an edit also when nothing visible has changed
      if (!before || sameWords(before.content, content)) return { kind: "unchanged" as const };
      await deps.questions.changeMessage(transaction, id, {
        content,
        editedAt: deps.clock.now(),
      });
      const after = { ...before, content };
      if (copy.role === "author_original") {
        await desks.copy(transaction, question, after, { correction: cause });
        await desks.refresh(transaction, cause, question);
      } else {
        const earlier = await deps.desks.messageIn(question.author.chatId, id, transaction);
        const about = {
          feature: "questions",
          what: "answer",
          question: question.id,
          messages: [id],
        };
        await relay(
          transaction,
          { key: `answer:${id}:${cause}`, content, about },
          {
            chatId: question.author.chatId,
            ...(earlier === null ? {} : { replyToMessageId: earlier }),
          },
          { heading: deps.presenter.correctedAnswerHeading(question) },
          deps.clock.now(),
        );
      }
      return { kind: "passed-on" as const, side: before.side };
    });
  };

  /** What waits for a word of the head is sent as it stands in the group then. */
  async function rewriteHeld(cause: string, content: MessageContent) {
    return deps.perform(cause, "rewrite-held", async (transaction) => {
      await deps.held.rewrite(transaction, content);
      return { kind: "not-ours" as const };
    });
  }
}

function sameWords(before: MessageContent, after: MessageContent): boolean {
  const visible = ({ source: _source, ...rest }: MessageContent) => JSON.stringify(sorted(rest));
  return visible(before) === visible(after);
}

/** Keys in one order, since the database keeps its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
