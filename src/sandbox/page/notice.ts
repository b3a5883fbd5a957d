import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { html, type Children, type View } from "./html.ts";

/** Focuses the first button of a thing that opens over the screen, and gives the focus back after it. */
function useBorrowedFocus(): { current: HTMLDivElement | null } {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    place.current?.querySelector<HTMLElement>("button, a, input")?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return place;
}

/** Keeps Tab inside, lets the arrows walk, and closes on Escape. */
function steer(event: KeyboardEvent, place: HTMLElement | null, close: () => void): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    close();
    return;
  }
  const forward = ["ArrowDown", "ArrowRight"].includes(event.key);
  const backward = ["ArrowUp", "ArrowLeft"].includes(event.key);
  const tab = event.key === "Tab";
  if (!place || !(forward || backward || tab)) return;
  event.preventDefault();
  const stops = [...place.querySelectorAll<HTMLElement>("button:not(:disabled), a[href]")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const step = backward || (tab && event.shiftKey) ? -1 : 1;
  stops.at((at + step + stops.length) % stops.length)?.focus();
}

/** A small menu that closes by a click elsewhere, by Escape or by a choice. */
export function Menu(props: {
  label: string;
  kind: "message" | "foot" | "head";
  style?: Record<string, string>;
  close: () => void;
  children?: Children;
}): View {
  const place = useBorrowedFocus();
  const { close } = props;
  useEffect(() => {
    const outside = (event: Event): void => {
      if (!(event.target instanceof Element) || place.current?.contains(event.target)) return;
      // The button that opened it closes it by its own click.
      if (!event.target.closest('[aria-expanded="true"]')) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [close]);
  return html`<div
    ref=${place}
    class=${`menu menu--${props.kind}`}
    style=${props.style}
    role="group"
    aria-label=${props.label}
    onKeyDown=${(event: KeyboardEvent) => steer(event, place.current, close)}
  >
    ${props.children}
  </div>`;
}

/** A window over one phone: the bot's alert, or a choice. */
export function Dialog(props: {
  title?: string | undefined;
  text?: string | undefined;
  close: () => void;
  closeLabel?: string;
  children?: Children;
}): View {
  const place = useBorrowedFocus();
  return html`<div class="scrim">
    <div
      ref=${place}
      class="dialog"
      role="alertdialog"
      aria-modal="true"
      aria-label=${props.title ?? props.text ?? "Сообщение бота"}
      onKeyDown=${(event: KeyboardEvent) => steer(event, place.current, props.close)}
    >
      ${props.title && html`<h3>${props.title}</h3>`} ${props.text && html`<p>${props.text}</p>`}
      ${props.children}
      <div class="dialog__buttons">
        <button type="button" class="text-button" onClick=${props.close}>
          ${props.closeLabel ?? "Понятно"}
        </button>
      </div>
    </div>
  </div>`;
}

/** One line over the phone's foot that goes away by itself. */
export function Toast({ text, close }: { text: string; close: () => void }): View {
  useEffect(() => {
    const timer = setTimeout(close, 2500 + text.length * 45);
    return () => clearTimeout(timer);
  }, [text, close]);
  return html`<div class="toast" role="status">${text}</div>`;
}
