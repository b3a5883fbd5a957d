import type { CommandView } from "../protocol.ts";
import { html, type View } from "./html.ts";

/** The bot's commands that begin as the text does, while a command is being written. */
export function CommandMenu(props: {
  text: string;
  commands: CommandView[];
  choose: (command: string) => void;
}): View {
  if (!/^\/\w*$/u.test(props.text)) return null;
  const begun = props.text.slice(1).toLowerCase();
  const fitting = props.commands.filter(({ command }) => command.startsWith(begun));
  if (fitting.length === 0) return null;
  return html`<div class="commands" role="group" aria-label="Команды бота">
    ${fitting.map(
      ({ command, description }) =>
        html`<button
          key=${command}
          type="button"
          class="menu__item"
          onClick=${() => props.choose(`/${command}`)}
        >
          <span><strong>/${command}</strong><small>${description}</small></span>
        </button>`,
    )}
  </div>`;
}
