import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { useFormat } from "../../i18n/format.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { Empty } from "../shared/empty.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { sayFailed } from "../shared/say.tsx";
import { type PushSubscription, type Subscriptions, sendTest } from "./api.ts";
import { useNotificationTexts } from "./messages/index.ts";
import { thisDevice } from "./this-device.ts";
import { useRemoval } from "./use-removal.ts";

/** All devices that notify the signed-in person. */
export function DeviceList({ known: { subscriptions, limit } }: { known: Subscriptions }) {
  const { devices: texts } = useNotificationTexts();
  return (
    <PanelCard title={texts.title} body={texts.body(subscriptions.length, limit)}>
      {subscriptions.length === 0 ? (
        <Empty>{texts.none}</Empty>
      ) : (
        <ul className="divide-y divide-hairline" aria-label={texts.title}>
          {subscriptions.map((subscription) => (
            <DeviceRow key={subscription.id} subscription={subscription} />
          ))}
        </ul>
      )}
    </PanelCard>
  );
}

function DeviceRow({
  subscription: { id, device, service, language, addedAt, until },
}: {
  subscription: PushSubscription;
}) {
  const { devices: texts, here } = useNotificationTexts();
  const format = useFormat();
  const denied = useDenied();
  const own = thisDevice.use()?.id === id;
  const name = device ?? texts.unnamed;
  const test = useMutation({ mutationFn: sendTest, onSuccess: () => toast(here.testSent), onError: sayFailed });
  const removal = useRemoval(() => toast(texts.removed(name)));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3 text-sm">
      <div className="min-w-0">
        <p className="font-semibold">
          {name}
          {own && (
            <span className="ml-2 rounded-round bg-shopify-wash px-2 py-0.5 text-xs font-semibold text-shopify-ink">
              {texts.thisOne}
            </span>
          )}
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-soft tabular-nums">
          {[texts.languages[language], texts.through(service), texts.since(format.dateTime(addedAt))].map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
        {Date.parse(until) < Date.now() && <p className="text-signal-ink">{texts.paused(format.dateTime(until))}</p>}
      </div>
      <div className="flex gap-2">
        <ActionButton
          denied={denied}
          busy={test.isPending}
          aria-label={texts.testTo(name)}
          onClick={() => test.mutate(id)}
        >
          {texts.test}
        </ActionButton>
        <ActionButton
          denied={denied}
          busy={removal.isPending}
          aria-label={texts.removeOf(name)}
          onClick={() => removal.mutate(id)}
        >
          {texts.remove}
        </ActionButton>
      </div>
    </li>
  );
}
