import { useCallback, useMemo, useState } from "preact/hooks";
import type { Action, ActResult, BotView, PhoneView } from "../protocol.ts";
import { act } from "./connection.ts";
import type { Where } from "./desk.ts";

/** Something that lies over a phone's screen. */
export type Notice =
  | { kind: "alert"; text: string }
  | { kind: "groups"; url: string }
  | { kind: "forward"; chat: number; message: number };

/** What a phone's owner can do, for all parts of the screen. */
export interface Hands {
  person: number;
  /** Acts in the owner's name; a refusal is told in a line on the phone. */
  perform(action: Action, files?: readonly File[]): Promise<ActResult>;
  /** Links of this bot act inside the sandbox, others open in a new tab. */
  openLink(url: string, group?: number): void;
  go(where: Where): void;
  toast(text: string): void;
  open(notice: Notice): void;
}

const refusals: readonly (readonly [RegExp, string])[] = [
  [/no connection/iu, "Нет связи со стендом. Попробуйте ещё раз через минуту."],
  [/unblock/iu, "Бот остановлен. Чтобы писать ему, запустите его снова."],
  [/no button|keyboard/iu, "Этой кнопки больше нет."],
  [/closed/iu, "Тема закрыта, писать в неё нельзя."],
  [/reaction|react/iu, "Такую реакцию здесь поставить нельзя."],
  [/make administrators|add anybody/iu, "Добавить бота может только тот, кто управляет группой."],
  [/only own/iu, "Изменять и удалять можно только свои сообщения."],
  [/protected/iu, "Это сообщение нельзя пересылать."],
  [/allow|may not|is not in|was never in/iu, "В этом чате так сделать нельзя."],
  [/too large|too big|long text/iu, "Слишком большое сообщение или файл."],
  [/not there|no message|no topic/iu, "Этого сообщения или темы больше нет."],
];

/** A refusal of the sandbox in the page's language. */
function explain(error: string): string {
  const known = refusals.find(([pattern]) => pattern.test(error));
  return known ? known[1] : `Не получилось: ${error}`;
}

/** The parameter of a link to this bot, or null for any other link. */
function readBotLink(url: string, bot: BotView | null): { startsGroup: boolean } | null {
  const match = /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/(\w+)(?:\?(.*))?$/iu.exec(url);
  if (!bot || match?.[1]?.toLowerCase() !== bot.username.toLowerCase()) return null;
  return { startsGroup: new URLSearchParams(match[2] ?? "").has("startgroup") };
}

/** The hands of one phone's owner, with the notice that lies over its screen. */
export function useHands(phone: PhoneView, bot: BotView | null, go: (where: Where) => void) {
  const [toast, setToast] = useState("");
  const [notice, setNotice] = useState<Notice | null>(null);
  const person = phone.person.id;
  const clearToast = useCallback(() => setToast(""), []);
  const closeNotice = useCallback(() => setNotice(null), []);

  const hands = useMemo<Hands>(() => {
    const perform: Hands["perform"] = async (action, files) => {
      const result = await act(action, files);
      if (!result.ok) setToast(explain(result.error));
      return result;
    };
    const openLink: Hands["openLink"] = (url, group) => {
      const link = readBotLink(url, bot);
      if (link?.startsGroup && group === undefined) setNotice({ kind: "groups", url });
      else if (link) void followBotLink(url, group);
      else if (/^https?:/iu.test(url)) window.open(url, "_blank", "noopener,noreferrer");
      else setToast(url.startsWith("tel:") ? `Звонок: ${url.slice(4)}` : url);
    };
    const followBotLink = async (url: string, group?: number): Promise<void> => {
      const action = { do: "open_link", person, url } as const;
      const result = await perform(group === undefined ? action : { ...action, group });
      if (!result.ok) return;
      go({ chat: result.message?.chat ?? group ?? person, thread: null });
    };
    return { person, perform, openLink, go, toast: setToast, open: setNotice };
  }, [person, bot, go]);

  return { hands, toast, clearToast, notice, closeNotice };
}
