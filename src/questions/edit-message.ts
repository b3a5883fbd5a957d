import { type MessageContent, relay } from "../delivery/index.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";

export interface EditMessage {
  cause: string;
  content: MessageContent;
}

/**
 * Someone corrected a message that has been passed on. The other side gets the new words as a
 * message of their own: also when a text became a photo, nothing is lost.
 */
export function createEditMessage(deps: QuestionsDependencies, desks: Desks) {
  return async ({ cause, content }: EditMessage) => {
    const { chatId, messageId } = content.source;
    const copy = await deps.desks.copyAt(chatId, messageId);
    const id = copy?.questionMessageId;
    if (!copy || !id) return { kind: "not-ours" as const };
    if (copy.role !== "author_original" && copy.role !== "answer_original")
      return { kind: "not-ours" as const };
    return deps.perform(cause, "edit-message", async (transaction) => {
      const question = await deps.questions.lock(transaction, copy.questionId);
      const before = await deps.questions.findMessage(id, transaction);
      // Telegram reports an edit also when nothing visible has changed
      if (!before || sameWords(before.content, content)) return { kind: "unchanged" as const };
      await deps.questions.changeMessage(transaction, id, {
        content,
        editedAt: deps.clock.now(),
      });
      const after = { ...before, content };
      if (copy.role === "author_original") {
        await desks.copy(transaction, question, after, cause);
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
