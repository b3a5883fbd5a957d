import { useState } from "preact/hooks";
import type { PhoneView } from "../protocol.ts";
import { Avatar } from "./avatar.ts";
import { act } from "./connection.ts";
import type { Desk } from "./desk.ts";
import { formatClockDay, formatTime, untilHour } from "./format.ts";
import { html, type View } from "./html.ts";
import { Icon } from "./icons.ts";

const MINUTE = 60 * 1000;
const MORNING_HOUR = 9;

interface TopBarProps {
  desk: Desk;
  now: Date;
  current: number | null;
  show: (person: number) => void;
  unreadOf: (person: number) => number;
}

/** What one is looking at, the sandbox's clock, and the switcher between phones. */
export function TopBar(props: TopBarProps): View {
  const { desk } = props;
  return html`<header class="top-bar">
    <div class="top-bar__about">
      <span class="top-bar__mark"><${Icon} name="wave" /></span>
      <div>
        <h1>${desk.bot ? `${desk.bot.name}: бот в работе` : "Бот в работе"}</h1>
        <p>
          Бот настоящий, люди и телефоны — для показа. Пишите за любого и смотрите, что увидят
          остальные.
        </p>
      </div>
    </div>
    <${Clock} now=${props.now} />
    <nav class="switcher" aria-label="Выбор телефона">
      ${desk.phones.map(
        (phone) =>
          html`<${Switch}
            phone=${phone}
            current=${phone.person.id === props.current}
            unread=${props.unreadOf(phone.person.id)}
            show=${props.show}
          />`,
      )}
    </nav>
    ${
      !desk.connected &&
      html`<p class="link-lost" role="alert">
        Нет связи со стендом. Подключимся сами, как только он ответит.
      </p>`
    }
  </header>`;
}

function Clock({ now }: { now: Date }): View {
  const [busy, setBusy] = useState(false);
  const jump = async (milliseconds: number): Promise<void> => {
    setBusy(true);
    await act({ do: "advance_clock", milliseconds });
    setBusy(false);
  };
  const button = (label: string, name: string, milliseconds: number): View =>
    html`<button
      type="button"
      class="clock__jump"
      disabled=${busy}
      aria-label=${name}
      onClick=${() => jump(milliseconds)}
    >
      ${label}
    </button>`;
  return html`<div class="clock" role="group" aria-label="Часы стенда">
    <span class="clock__now">
      <span class="clock__time">${formatTime(now)}</span>
      <span class="clock__day">${formatClockDay(now)}</span>
    </span>
    <span class="clock__jumps">
      ${button("+15 минут", "Перевести часы на 15 минут вперёд", 15 * MINUTE)}
      ${button("+1 час", "Перевести часы на час вперёд", 60 * MINUTE)}
      ${button("До утра", "Перевести часы до девяти утра", untilHour(MORNING_HOUR, now))}
    </span>
  </div>`;
}

function Switch(props: {
  phone: PhoneView;
  current: boolean;
  unread: number;
  show: (person: number) => void;
}): View {
  const { person } = props.phone;
  return html`<button
    type="button"
    class="switcher__phone"
    aria-current=${props.current ? "true" : "false"}
    onClick=${(event: MouseEvent) => {
      props.show(person.id);
      if (event.currentTarget instanceof Element) {
        event.currentTarget.scrollIntoView({ inline: "center", block: "nearest" });
      }
    }}
  >
    <${Avatar} person=${person} />
    ${person.name}
    ${
      props.unread > 0 &&
      html`<span class="badge">
        ${props.unread}<span class="visually-hidden"> непрочитанных</span>
      </span>`
    }
  </button>`;
}
