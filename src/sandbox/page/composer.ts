import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatView } from "../protocol.ts";
import { AttachMenu } from "./attach-menu.ts";
import { FileShelf, useShelf } from "./attachments.ts";
import { CommandMenu } from "./command-menu.ts";
import type { Hands } from "./hands.ts";
import { html, type View } from "./html.ts";
import type { Concern } from "./concern.ts";
import { Icon } from "./icons.ts";
import { describe } from "./message-words.ts";
import { createSender } from "./sending.ts";
import { VoiceButton } from "./voice-button.ts";

export interface ComposerProps {
  chat: ChatView;
  thread: number | null;
  hands: Hands;
  concern: Concern | null;
  setConcern: (concern: Concern | null) => void;
  /** puts the person's last message into the field */
  editLast: () => void;
  /** shows or hides the bot's keyboard; null when there is none */
  toggleKeyboard: (() => void) | null;
}

/** The field to write in, with attachments, voice, replies and edits. */
export function Composer(props: ComposerProps): View {
  const { chat, concern, setConcern, hands } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [menuOpen, setMenuOpen] = useState(false);
  const shelf = useShelf();
  const sender = createSender(hands, chat, props.thread, concern);

  useEffect(() => {
    if (concern?.kind === "edit") setText(concern.message.text);
    if (concern) field.current?.focus();
  }, [concern]);

  const leaveConcern = (): void => {
    if (concern?.kind === "edit") setText("");
    setConcern(null);
  };
  const submit = async (): Promise<void> => {
    const written = text.trim();
    const files = shelf.files;
    if (written === "" && files.length === 0) return;
    const unchanged = concern?.kind === "edit" && concern.message.text === written;
    setText("");
    setConcern(null);
    shelf.clear();
    if (unchanged) return;
    const sent = files.length > 0 ? await sender.files(files, written) : await sender.text(written);
    if (!sent) setText((now) => now || written);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void submit();
    } else if (event.key === "Escape" && concern) {
      event.preventDefault();
      leaveConcern();
    } else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      props.editLast();
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    shelf.add(pasted, "guess");
  };
  const ready = text.trim() !== "" || shelf.files.length > 0;
  return html`
    ${concern && html`<${ConcernNote} concern=${concern} leave=${leaveConcern} />`}
    <${FileShelf} shelf=${shelf} />
    <${CommandMenu}
      text=${text}
      commands=${chat.commands}
      choose=${(command: string) => {
        setText("");
        void sender.text(command);
        field.current?.focus();
      }}
    />
    <form
      class="composer"
      onSubmit=${(event: Event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label="Прикрепить"
        aria-haspopup="true"
        aria-expanded=${menuOpen ? "true" : "false"}
        onClick=${() => setMenuOpen(!menuOpen)}
      >
        <${Icon} name="attach" />
      </button>
      <textarea
        ref=${field}
        class="composer__field"
        rows="1"
        aria-label="Сообщение"
        placeholder=${chat.replyKeyboard?.placeholder ?? "Сообщение"}
        value=${text}
        onInput=${(event: InputEvent) => {
          if (event.currentTarget instanceof HTMLTextAreaElement)
            setText(event.currentTarget.value);
        }}
        onKeyDown=${onKeyDown}
        onPaste=${onPaste}
      ></textarea>
      ${
        props.toggleKeyboard &&
        html`<button
          type="button"
          class="icon-button"
          aria-label="Кнопки бота: показать или убрать"
          onClick=${props.toggleKeyboard}
        >
          <${Icon} name="keyboard" />
        </button>`
      }
      ${
        ready || concern?.kind === "edit"
          ? html`<button
              type="submit"
              class="icon-button composer__send"
              aria-label="Отправить сообщение"
              disabled=${!ready}
            >
              <${Icon} name="send" />
            </button>`
          : html`<${VoiceButton} send=${sender.voice} toast=${hands.toast} />`
      }
    </form>
    ${
      menuOpen &&
      html`<${AttachMenu}
        addFiles=${shelf.add}
        sender=${sender}
        showCommands=${
          chat.commands.length > 0
            ? () => {
                setText("/");
                field.current?.focus();
              }
            : null
        }
        close=${() => setMenuOpen(false)}
      />`
    }
  `;
}

function ConcernNote({ concern, leave }: { concern: Concern; leave: () => void }): View {
  const { message } = concern;
  const title = concern.kind === "edit" ? "Изменение сообщения" : `Ответ: ${message.sender.name}`;
  const quote = concern.kind === "reply" && concern.quote ? `«${concern.quote}»` : null;
  return html`<div class="composer__note">
    <${Icon} name=${concern.kind} />
    <div class="composer__note-text">
      <strong>${title}</strong><span>${quote ?? describe(message)}</span>
    </div>
    <button type="button" class="icon-button" aria-label="Отменить" onClick=${leave}>
      <${Icon} name="close" />
    </button>
  </div>`;
}
