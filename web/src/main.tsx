import "@fontsource-variable/bricolage-grotesque/wght.css";
import "virtual:pretendard.css";
import "./styles/main.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadMessages } from "./i18n/messages.ts";
import { queryClient } from "./query-client.ts";
import { router } from "./router.tsx";

const container = document.getElementById("root");
if (!container) throw new Error("index.html has no #root");

await loadMessages();
createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
