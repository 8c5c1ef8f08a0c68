import { useId } from "react";
import { useProducts } from "../../api/products.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { useLineTexts } from "./messages/index.ts";
import { useRequests } from "./use-requests.ts";

const amounts = [1, 10, 50];
const mostASecond = 50;

export function RequestOrders() {
  const { request: texts } = useLineTexts();
  const { data: products = [] } = useProducts();
  const requests = useRequests(products.map(({ id }) => id));
  const slider = useId();
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="flex flex-wrap gap-2">
        {amounts.map((amount) => (
          <ActionButton key={amount} onClick={() => requests.send(amount)}>
            {texts.some(amount)}
          </ActionButton>
        ))}
        <ActionButton
          kind={requests.running ? "primary" : "outline"}
          aria-pressed={requests.running}
          onClick={requests.toggle}
        >
          {requests.running ? texts.stop : texts.start}
        </ActionButton>
      </div>
      <div className="flex items-center gap-3 text-sm">
        <label htmlFor={slider}>{texts.rate}</label>
        <input
          id={slider}
          type="range"
          min="1"
          max={mostASecond}
          value={requests.rate}
          onChange={({ target }) => requests.setRate(Number(target.value))}
          className="min-h-9 min-w-0 flex-1 accent-orders"
        />
        <output htmlFor={slider} className="w-8 text-right tabular-nums">
          {requests.rate}
        </output>
      </div>
      <p className="text-sm text-ink-soft tabular-nums">{texts.sent(requests.sent, requests.failed)}</p>
    </PanelCard>
  );
}
