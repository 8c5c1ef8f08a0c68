import { useId, useState } from "react";
import { useLanguage } from "../../i18n/language.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { useNow } from "../../ui/use-now.ts";
import { PanelCard } from "../shell/panel-card.tsx";
import { Cell, Head, Row, Table } from "../shell/table.tsx";
import { duration } from "../text/duration.ts";
import { type LabRecord, type LabSettings, sendNumbers } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Resources } from "./resources.tsx";
import { type LabState, stateOf } from "./state.ts";

const amounts = [1, 10];

interface Props {
  messages: LabRecord[];
  settings: LabSettings;
}

export function StepTwo({ messages, settings }: Props) {
  const { two: texts, failed } = useLabTexts();
  const [first, setFirst] = useState(1);
  const [error, setError] = useState<Error>();
  const field = useId();
  const send = async (count: number) => {
    const result = await sendNumbers(first, count).catch((reason: Error) => reason);
    setError(result instanceof Error ? result : undefined);
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid gap-1">
          <label htmlFor={field} className="text-sm">
            {texts.first}
          </label>
          <input
            id={field}
            type="number"
            value={first}
            onChange={({ target }) => setFirst(target.valueAsNumber || 0)}
            className="h-9 w-28 rounded-small border border-border bg-paper px-3 tabular-nums"
          />
        </div>
        {amounts.map((amount) => (
          <Button key={amount} size="small" onClick={() => send(amount)}>
            {texts.send(amount)}
          </Button>
        ))}
        {error && <p role="alert">{failed(error.message)}</p>}
      </div>
      <Resources names={texts.resources} />
      <Messages messages={messages} settings={settings} />
    </PanelCard>
  );
}

function Messages({ messages, settings }: Props) {
  const { two: texts } = useLabTexts();
  const { columns } = texts;
  const language = useLanguage();
  const now = useNow(500);
  if (messages.length === 0) return <p className="text-sm text-ink-soft">{texts.none}</p>;
  return (
    <Table
      label={texts.list}
      head={
        <>
          <Head number>{columns.input}</Head>
          <Head number>{columns.output}</Head>
          <Head>{columns.state}</Head>
          <Head number>{columns.tries}</Head>
          <Head>{columns.age}</Head>
        </>
      }
    >
      {messages.map((message) => {
        const state = stateOf(message, settings, now);
        return (
          <Row key={message.id}>
            <Cell name={columns.input} number>
              {message.input}
            </Cell>
            <Cell name={columns.output} number>
              {message.output ?? "…"}
            </Cell>
            <Cell name={columns.state}>
              <State state={state} />
            </Cell>
            <Cell name={columns.tries} number>
              {texts.tries(message.tries, message.answers)}
            </Cell>
            <Cell name={columns.age} double>
              {texts.ago(duration((now - Date.parse(message.sentAt)) / 1000, language))}
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function State({ state }: { state: LabState }) {
  const { two: texts } = useLabTexts();
  return (
    <span className={cx("inline-flex items-center gap-2", state === "dead" && "font-semibold text-signal-ink")}>
      <span
        aria-hidden="true"
        className={cx(
          "size-2 rounded-round border",
          state === "dead" && "border-signal bg-signal",
          state === "done" && "border-stock bg-stock",
          state === "hidden" && "border-dashed border-ink-soft",
          (state === "waiting" || state === "again") && "border-ink-soft bg-ink-soft",
        )}
      />
      {texts.states[state]}
    </span>
  );
}
