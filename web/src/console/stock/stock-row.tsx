import { Donut } from "../../donut/donut.tsx";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { cx } from "../../ui/cx.ts";
import { LiveNumber } from "../../ui/live-number.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { StockItem } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { Cell, Row } from "../shared/table.tsx";
import { duration } from "../text/duration.ts";
import { AskAgain } from "./ask-again.tsx";
import { History } from "./history.tsx";

interface Props {
  item: StockItem;
  onCorrect(): void;
  onCloseShortage(): void;
}

export function StockRow({ item, onCorrect, onCloseShortage }: Props) {
  const { stock, correction, closing } = useConsoleMessages();
  const denied = useDenied();
  const format = useFormat();
  const language = useLanguage();
  return (
    <Row>
      <Cell name={stock.product} wide unnamed>
        <div className="flex items-center gap-3">
          <Donut id={item.productId} size={32} />
          <div className="min-w-0">
            <p className="font-semibold">{item.name[language]}</p>
            <Copyable value={item.productId} className="text-xs text-ink-soft" />
          </div>
        </div>
      </Cell>
      <Cell name={stock.available} number>
        <LiveNumber value={item.available} className="text-base font-semibold" />
      </Cell>
      <Cell name={stock.state}>
        <State state={item.state} />
      </Cell>
      <Cell name={stock.reorder} number>
        {format.number(item.reorderPoint)}
      </Cell>
      <Cell name={stock.shortage} wide desktopOnly={!item.shortage}>
        <Shortage shortage={item.shortage} />
      </Cell>
      <Cell name={stock.history} wide unnamed>
        <History productId={item.productId} reorderPoint={item.reorderPoint} />
      </Cell>
      <Cell name={correction.open} wide unnamed>
        <div className="flex flex-wrap gap-2">
          <ActionButton denied={denied} aria-label={correction.openOf(item.name[language])} onClick={onCorrect}>
            {correction.open}
          </ActionButton>
          {item.shortage && <AskAgain item={item} shortageId={item.shortage.id} />}
          {item.shortage && (
            <ActionButton denied={denied} aria-label={closing.openOf(item.name[language])} onClick={onCloseShortage}>
              {closing.open}
            </ActionButton>
          )}
        </div>
      </Cell>
    </Row>
  );
}

function State({ state }: { state: StockItem["state"] }) {
  const { stock } = useConsoleMessages();
  return (
    <span className={cx("inline-flex items-center gap-2 whitespace-nowrap", state !== "in_stock" && "font-semibold")}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="stroke-stock" fill="none">
        <circle cx="5" cy="5" r="4" strokeWidth="1.5" />
        {state !== "sold_out" && (
          <path
            d={state === "in_stock" ? "M5 1a4 4 0 0 1 0 8a4 4 0 0 1 0-8z" : "M1 5h8a4 4 0 0 1-8 0z"}
            className="fill-stock"
          />
        )}
      </svg>
      {stock.states[state]}
    </span>
  );
}

function Shortage({ shortage }: { shortage: StockItem["shortage"] }) {
  const { stock } = useConsoleMessages();
  const format = useFormat();
  const language = useLanguage();
  const now = useNow(shortage ? 1000 : null);
  if (!shortage) return <span className="text-ink-faint">{stock.noShortage}</span>;
  const open = shortage.since && stock.since(duration((now - Date.parse(shortage.since)) / 1000, language));
  return (
    <div>
      <p>{shortage.expectedAt ? stock.expected(format.time(shortage.expectedAt)) : stock.asked}</p>
      {shortage.asks !== undefined && <p className="font-semibold">{stock.overdue(shortage.asks)}</p>}
      {shortage.askedAgainAt && (
        <p className="text-xs text-ink-soft tabular-nums">{stock.askedAgain(format.time(shortage.askedAgainAt))}</p>
      )}
      <p className="text-xs text-ink-soft tabular-nums">
        {open && `${open} · `}
        <Copyable value={shortage.id} className="w-36 align-bottom" />
      </p>
    </div>
  );
}
