import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { switchLanguage } from "../../i18n/bundle.ts";
import { useFormat } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { languageNames, languages } from "../../i18n/languages.ts";
import { useMessages } from "../../i18n/messages.ts";
import { setTheme, themes, useTheme } from "../../ui/theme.ts";
import { useProductName } from "../api/product-names.ts";
import { queuesQuery } from "../api/queries.ts";
import type { QueueCounts } from "../api/types.ts";
import { togglePaused, usePaused } from "../live/pause.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { deadLetters } from "../topology/counts.ts";
import { pages } from "./pages.ts";
import { isAddress, isId } from "./recognise.ts";
import { useFound } from "./use-found.ts";

const shopifyParts = ["deliveries", "skus", "send", "privacy"] as const;

/** The command palette: go to a page or a queue, find an order, a customer or an id, change the console's appearance. */
export default function Palette({ onHelp, onClose }: { onHelp(): void; onClose(): void }) {
  const { palette: texts, nav, live } = useConsoleMessages();
  const { theme: themeTexts } = useMessages();
  const ref = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const paused = usePaused();
  const language = useLanguage();
  const theme = useTheme();
  const [typed, setTyped] = useState("");
  const { data } = useLive(queuesQuery);
  const queues = [...(data?.queues ?? [])].sort((a, b) => trouble(b) - trouble(a));
  // Closed while it is still in the page: only then does the browser return the focus to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    dialog?.querySelector("input")?.focus();
    return () => dialog?.close();
  }, []);
  const then = (act: () => unknown) => () => {
    onClose();
    void act();
  };
  const id = typed.trim();
  const { orders, shopifyOrders, stops, settled } = useFound(id);
  const nameOf = useProductName();
  const { money } = useFormat();

  return (
    <dialog
      ref={ref}
      aria-label={texts.title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className="palette mx-auto mt-[12dvh] mb-auto w-[calc(100vw-2rem)] max-w-160 overflow-hidden rounded-small border border-border bg-surface p-0 text-ink shadow-lift backdrop:bg-[#0008]"
    >
      <Command label={texts.title} filter={rank} loop>
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={texts.hint}
          className="h-13 w-full border-b border-hairline bg-transparent px-5 text-base outline-none placeholder:text-ink-faint"
        />
        <Command.List className="max-h-[55dvh] overflow-y-auto p-2">
          <Command.Empty className="px-3 py-6 text-center text-sm text-ink-soft">{texts.nothing}</Command.Empty>
          {orders.length > 0 && (
            <Group name={nav.orders}>
              {isAddress(id) && (
                <Item
                  value={`orders ${id}`}
                  onSelect={then(() => navigate({ to: "/console/orders", search: { q: id } }))}
                >
                  {texts.ordersOf(id)}
                </Item>
              )}
              {orders.map(({ id: orderId, correlationId, lines, total }) => (
                <Item
                  key={orderId}
                  value={`${id} ${orderId}`}
                  onSelect={then(() => navigate({ to: "/console/journeys/$correlationId", params: { correlationId } }))}
                  aside={money(total)}
                >
                  {texts.order(
                    orderId,
                    lines.map(({ productId, quantity }) => ({ quantity, name: nameOf(productId) })),
                  )}
                </Item>
              ))}
            </Group>
          )}
          {stops > 0 && (
            <Group name={texts.find}>
              <Item
                value={`journey ${id}`}
                onSelect={then(() =>
                  navigate({ to: "/console/journeys/$correlationId", params: { correlationId: id } }),
                )}
                aside={texts.stops(stops)}
              >
                {texts.journey(id)}
              </Item>
            </Group>
          )}
          {shopifyOrders.length > 0 && (
            <Group name={texts.shopifyOrders}>
              {shopifyOrders.map((order) => (
                <Item
                  key={order.id}
                  value={`${id} ${order.id}`}
                  onSelect={then(() => navigate({ to: "/console/shopify/orders/$id", params: { id: order.id } }))}
                  aside={`${order.total.amount} ${order.total.currency}`}
                >
                  {texts.shopifyOrder(order.name)}
                </Item>
              ))}
            </Group>
          )}
          <Group name={texts.pages}>
            {pages.map(({ to, name }) => (
              <Item key={to} onSelect={then(() => navigate({ to }))}>
                {nav[name]}
              </Item>
            ))}
            {shopifyParts.map((part) => (
              <Item key={part} onSelect={then(() => navigate({ to: `/console/shopify/${part}` }))}>
                {texts.shopifyParts[part]}
              </Item>
            ))}
            <Item onSelect={then(() => navigate({ to: "/" }))}>{texts.store}</Item>
          </Group>
          <Group name={nav.queues}>
            {queues.map((queue) => (
              <Item
                key={queue.name}
                value={queue.name}
                onSelect={then(() => navigate({ to: "/console/queues/$name", params: { name: queue.name } }))}
                aside={trouble(queue) > 0 ? texts.dead(trouble(queue)) : undefined}
              >
                {queue.name}
              </Item>
            ))}
          </Group>
          <Group name={texts.actions}>
            {/* After what was found: the first entry is the one that Enter takes. */}
            {settled && (isId(id) || isAddress(id)) && (
              <Item value={`audit ${id}`} onSelect={then(() => navigate({ to: "/console/audit", search: { q: id } }))}>
                {texts.audit(id)}
              </Item>
            )}
            <Item onSelect={then(togglePaused)} aside="P">
              {paused ? live.resume : live.pause}
            </Item>
            <Item onSelect={then(onHelp)} aside="?">
              {texts.help}
            </Item>
            {languages
              .filter((it) => it !== language)
              .map((it) => (
                <Item key={it} onSelect={then(() => switchLanguage(it))}>
                  {languageNames[it]}
                </Item>
              ))}
            {themes
              .filter((it) => it !== theme)
              .map((it) => (
                <Item key={it} onSelect={then(() => setTheme(it))}>
                  {texts.theme(themeTexts[it])}
                </Item>
              ))}
          </Group>
        </Command.List>
      </Command>
    </dialog>
  );
}

/** Entries that contain the typed text, those that begin with it first. */
function rank(value: string, typed: string): number {
  const at = value.toLowerCase().indexOf(typed.trim().toLowerCase());
  if (at === -1) return 0;
  return at === 0 ? 1 : 0.5;
}

/** Its number of dead letters. */
function trouble(queue: QueueCounts): number {
  const rests = queue.dlq === undefined && queue.consumer === undefined;
  return rests ? deadLetters(queue) : 0;
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={name}
      className="pb-2 text-xs text-ink-soft [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  value?: string;
  aside?: string | undefined;
  onSelect(): void;
  children: ReactNode;
}

function Item({ value, aside, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      {...(value && { value })}
      onSelect={onSelect}
      className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-small px-3 text-sm text-ink data-[selected=true]:bg-sunken"
    >
      <span className="min-w-0 truncate">{children}</span>
      {aside && <span className="text-xs whitespace-nowrap text-ink-soft tabular-nums">{aside}</span>}
    </Command.Item>
  );
}
