import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { AccountId, AccountView, AppInfo, ToneView } from "./bindings";
import { afterOperation } from "./changes";
import { useHost } from "./core";
import { type OperationName, Refusal, type RequestOf, type ResponseOf } from "./host";
import { key } from "./keys";

/** Where the answers keep what an operation changes and gives back whole. */
interface Kept<T> {
  read(client: QueryClient): T | undefined;
  write(client: QueryClient, now: T): void;
}

/**
 * An operation that changes something with lists in it, or something that is kept whole. Such changes go one after another,
 * and each is made from what the one before it came to: of two quick ones neither writes over the other.
 */
function useInTurn<O extends OperationName>(operation: O, { read, write }: Kept<ResponseOf<O>>) {
  const host = useHost();
  const client = useQueryClient();
  const { mutate, mutateAsync, error } = useMutation<ResponseOf<O>, Refusal, (now: ResponseOf<O>) => RequestOf<O>>({
    scope: { id: operation },
    mutationFn: async (change) => {
      const now = read(client);
      // Only what is shown is changed, so it is here.
      if (now === undefined) throw Refusal.unreachable();
      return host.call(operation, change(now));
    },
    onSuccess: (now) => write(client, now),
    onSettled: () => afterOperation(client, operation),
  });
  return { mutate, mutateAsync, error };
}

const INFO = key("app_info", {});
const ACCOUNTS = key("accounts_list", {});
const TONE = key("tone_get", {});

export const useSettingsChange = () =>
  useInTurn("settings_set", {
    read: (client) => client.getQueryData<AppInfo>(INFO)?.settings,
    write: (client, settings) => client.setQueryData<AppInfo>(INFO, (info) => info && { ...info, settings }),
  });

export const useToneChange = () =>
  useInTurn("tone_set", {
    read: (client) => client.getQueryData<ToneView>(TONE),
    write: (client, now) => client.setQueryData<ToneView>(TONE, now),
  });

export const useAccountChange = (account: AccountId) =>
  useInTurn("account_set", {
    read: (client) => client.getQueryData<AccountView[]>(ACCOUNTS)?.find((each) => each.account === account),
    write: (client, now) => client.setQueryData<AccountView[]>(ACCOUNTS, (all) => all?.map((each) => (each.account === account ? now : each))),
  });
