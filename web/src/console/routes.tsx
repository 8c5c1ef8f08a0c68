import { createRoute, type Register, type RootRoute, redirect } from "@tanstack/react-router";
import "./console.css";
import { loadAuthTexts } from "../auth/texts/index.ts";
import { loadProblemTexts } from "../i18n/problems/index.ts";
import { AlertsPage } from "./alerts/alerts-page.tsx";
import { alertsSearch } from "./alerts/search.ts";
import { AuditPage } from "./audit/audit-page.tsx";
import { auditSearch } from "./audit/search.ts";
import { CampaignsPage } from "./campaigns/campaigns-page.tsx";
import { CustomersPage } from "./customers/customers-page.tsx";
import { customersSearch } from "./customers/search.ts";
import { JourneyPage } from "./journey/journey-page.tsx";
import { loadLabTexts } from "./lab/messages/index.ts";
import { MapPage } from "./map/map-page.tsx";
import { mapSearch } from "./map/search.ts";
import { loadConsoleMessages } from "./messages/index.ts";
import { loadNotificationTexts } from "./notifications/messages/index.ts";
import { rangeSearch } from "./numbers/range.ts";
import { loadLineTexts } from "./order-queue/messages/index.ts";
import { loadOrdersTexts } from "./orders/messages/index.ts";
import { ordersSearch } from "./orders/search.ts";
import { OverviewPage } from "./overview/overview-page.tsx";
import { ProductionPage } from "./production/production-page.tsx";
import { deadLettersSearch } from "./queues/dead-letters/search.ts";
import { QueuePage } from "./queues/queue-page.tsx";
import { QueuesPage } from "./queues/queues-page.tsx";
import { queuesSearch } from "./queues/search.ts";
import { pageSearch } from "./shared/search.ts";
import { GuardedShell } from "./shell/guarded-shell.tsx";
import { loadShopifyTexts } from "./shopify/messages/index.ts";
import { deliveriesSearch, privacySearch, sendSearch, ordersSearch as shopifyOrdersSearch } from "./shopify/search.ts";
import { StockPage } from "./stock/stock-page.tsx";
import { loadTourTexts } from "./tour/messages/index.ts";
import { loadHallTexts } from "./waiting-room/messages/index.ts";

/** Loads what every console page needs. @returns the console's subtree of routes */
export async function openConsole(parent: RootRoute<Register>): Promise<ConsoleRoute> {
  await Promise.all([loadConsoleMessages(), loadAuthTexts(), loadProblemTexts()]);
  return createConsoleRoute(parent);
}

export type ConsoleRoute = ReturnType<typeof createConsoleRoute>;

function createConsoleRoute(parent: RootRoute<Register>) {
  const shell = createRoute({ getParentRoute: () => parent, path: "console", component: GuardedShell });
  const overview = createRoute({
    getParentRoute: () => shell,
    path: "/",
    validateSearch: mapSearch.extend(rangeSearch.shape),
    // The map was here once, and links to its stations are kept in mails and notes.
    beforeLoad: ({ search: { at, message } }) => {
      if (at) throw redirect({ to: "/console/map", search: { at, ...(message && { message }) }, replace: true });
    },
    component: OverviewPage,
  });
  const map = createRoute({
    getParentRoute: () => shell,
    path: "map",
    validateSearch: mapSearch,
    component: MapPage,
  });
  const queues = createRoute({
    getParentRoute: () => shell,
    path: "queues",
    validateSearch: queuesSearch,
    component: QueuesPage,
  });
  const queue = createRoute({
    getParentRoute: () => shell,
    path: "queues/$name",
    validateSearch: deadLettersSearch,
    component: QueuePage,
  });
  const orders = createRoute({
    getParentRoute: () => shell,
    path: "orders",
    validateSearch: ordersSearch,
  }).lazy(async () => {
    const [{ route }] = await Promise.all([import("./orders/orders-page.tsx"), loadOrdersTexts()]);
    return route;
  });
  const orderQueue = createRoute({ getParentRoute: () => shell, path: "order-line" }).lazy(async () => {
    const [{ route }] = await Promise.all([import("./order-queue/order-queue-page.tsx"), loadLineTexts()]);
    return route;
  });
  const waitingRoom = createRoute({ getParentRoute: () => shell, path: "waiting-room" }).lazy(async () => {
    const [{ route }] = await Promise.all([import("./waiting-room/waiting-room-page.tsx"), loadHallTexts()]);
    return route;
  });
  const lab = createRoute({ getParentRoute: () => shell, path: "lab" }).lazy(async () => {
    const [{ route }] = await Promise.all([import("./lab/lab-page.tsx"), loadLabTexts()]);
    return route;
  });
  const tour = createRoute({ getParentRoute: () => shell, path: "lab/tour" }).lazy(async () => {
    const [{ route }] = await Promise.all([import("./tour/tour-page.tsx"), loadTourTexts()]);
    return route;
  });
  const notifications = createRoute({ getParentRoute: () => shell, path: "notifications" }).lazy(async () => {
    const [{ route }] = await Promise.all([import("./notifications/notifications-page.tsx"), loadNotificationTexts()]);
    return route;
  });
  const stock = createRoute({ getParentRoute: () => shell, path: "stock", component: StockPage });
  const production = createRoute({
    getParentRoute: () => shell,
    path: "production",
    validateSearch: pageSearch,
    component: ProductionPage,
  });
  const campaigns = createRoute({ getParentRoute: () => shell, path: "campaigns", component: CampaignsPage });
  const customers = createRoute({
    getParentRoute: () => shell,
    path: "customers",
    validateSearch: customersSearch,
    component: CustomersPage,
  });
  const shopify = createRoute({ getParentRoute: () => shell, path: "shopify" });
  const shopifyOrders = createRoute({
    getParentRoute: () => shopify,
    path: "/",
    validateSearch: shopifyOrdersSearch,
  }).lazy(() => shopifyPage(import("./shopify/orders/orders-page.tsx")));
  const shopifyOrder = createRoute({ getParentRoute: () => shopify, path: "orders/$id" }).lazy(() =>
    shopifyPage(import("./shopify/order/order-page.tsx")),
  );
  const shopifyDeliveries = createRoute({
    getParentRoute: () => shopify,
    path: "deliveries",
    validateSearch: deliveriesSearch,
  }).lazy(() => shopifyPage(import("./shopify/deliveries/deliveries-page.tsx")));
  const shopifyDelivery = createRoute({ getParentRoute: () => shopify, path: "deliveries/$webhookId" }).lazy(() =>
    shopifyPage(import("./shopify/delivery/delivery-page.tsx")),
  );
  const shopifySkus = createRoute({ getParentRoute: () => shopify, path: "skus" }).lazy(() =>
    shopifyPage(import("./shopify/skus/skus-page.tsx")),
  );
  const shopifySend = createRoute({
    getParentRoute: () => shopify,
    path: "send",
    validateSearch: sendSearch,
  }).lazy(() => shopifyPage(import("./shopify/send/send-page.tsx")));
  const shopifyPrivacy = createRoute({
    getParentRoute: () => shopify,
    path: "privacy",
    validateSearch: privacySearch,
  }).lazy(() => shopifyPage(import("./shopify/privacy/privacy-page.tsx")));
  const alerts = createRoute({
    getParentRoute: () => shell,
    path: "alerts",
    validateSearch: alertsSearch,
    component: AlertsPage,
  });
  const audit = createRoute({
    getParentRoute: () => shell,
    path: "audit",
    validateSearch: auditSearch,
    component: AuditPage,
  });
  const journey = createRoute({
    getParentRoute: () => shell,
    path: "journeys/$correlationId",
    component: JourneyPage,
  });
  return shell.addChildren([
    overview,
    map,
    queues,
    queue,
    orders,
    orderQueue,
    waitingRoom,
    lab,
    tour,
    stock,
    production,
    campaigns,
    customers,
    shopify.addChildren([
      shopifyOrders,
      shopifyOrder,
      shopifyDeliveries,
      shopifyDelivery,
      shopifySkus,
      shopifySend,
      shopifyPrivacy,
    ]),
    alerts,
    audit,
    journey,
    notifications,
  ]);
}

async function shopifyPage<Route>(file: Promise<{ route: Route }>): Promise<Route> {
  const [{ route }] = await Promise.all([file, loadShopifyTexts()]);
  return route;
}
