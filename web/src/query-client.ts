import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api/http.ts";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1000,
      // Without a network it tries, too: a query that only waits would neither fail nor say so.
      networkMode: "always",
      refetchOnReconnect: true,
      // A request that the server refused would be refused again.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
    },
  },
});
