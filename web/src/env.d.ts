declare module "virtual:pretendard.css";

interface ImportMetaEnv {
  readonly VITE_SALES_URL?: string;
  readonly VITE_ADMIN_URL?: string;
  readonly VITE_FACTORY_URL?: string;
  readonly VITE_LAB_URL?: string;
  readonly VITE_WAITING_ROOM_URL?: string;
  readonly VITE_AUTH_ISSUER?: string;
  readonly VITE_AUTH_CLIENT_ID?: string;
}
