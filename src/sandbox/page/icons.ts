import { html, type View } from "./html.ts";

const shapes = {
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4",
  attach: "M8 12.5 13.5 7a3 3 0 0 1 4.3 4.2l-7 7a5 5 0 0 1-7-7.1L11 4",
  microphone: "M12 4a3 3 0 0 1 3 3v4a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v3",
  stop: "M7 7h10v10H7z",
  play: "M8 5.5v13l10.5-6.5L8 5.5Z",
  pause: "M8 5.5v13M16 5.5v13",
  back: "M14.5 5 8 12l6.5 7",
  close: "m6 6 12 12M18 6 6 18",
  reply: "M10 6 4 12l6 6v-4c5 0 8 1.5 10 5 0-6-3.5-9-10-9V6Z",
  edit: "M5 19h3.5L19 8.5 15.5 5 5 15.5V19Zm8-11.5 3.5 3.5",
  smile:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM8.5 14c1.800 2.400 5.200 2.400 7 0M9 9.5v.5M15 9.5v.5",
  document: "M6.5 3.5h7L18 8v12.5H6.5v-17ZM13 4v4.5h4.5",
  pin: "m14.5 4 5.5 5.5-3 .5-3.5 3.5-.5 4L6.5 11l4-.5L14 7l.5-3ZM9.5 14.5 4.5 19.5",
  lock: "M7 11h10v8.5H7V11Zm2 0V8a3 3 0 0 1 6 0v3",
  location:
    "M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0C5.5 15 12 21 12 21Zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4V8Zm8 8.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
  keyboard: "M4 7h16v10H4V7Zm3 3h.5m3 0h.5m3 0h.5m3 0h.5M8 14h8",
  menu: "M5 7h14M5 12h14M5 17h14",
  link: "M8 16 16 8M9.5 8H16v6.5",
  down: "m6 9.5 6 6 6-6",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
  wave: "M4 10.5v3M8 7v10M12 4.5v15M16 8v8M20 10.5v3",
  forward: "M14 6l6 6-6 6v-4c-5 0-8 1.5-10 5 0-6 3.5-9 10-9V6Z",
  circle: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm-2 5v6l5-3-5-3Z",
  sticker: "M5 5h14v8l-6 6H5V5Zm14 8h-6v6",
  more: "M11.4 6h1.2M11.4 12h1.2M11.4 18h1.2",
} as const;

export type IconName = keyof typeof shapes;

/** A line icon; always decorative, its button carries the name. */
export function Icon({ name }: { name: IconName }): View {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${shapes[name]} />
  </svg>`;
}
