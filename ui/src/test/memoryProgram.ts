import type { MemoryHost } from "./memoryHost";
import type { Answers } from "./memoryLabels";
import { NOW } from "./memoryThings";

type Own = "state" | "metrics" | "metrics_export" | "backup_now" | "backups_get" | "backups_set" | "backup_files" | "restore_ready" | "log_export" | "doctor";

/** How the program is: its state, its figures, its backups. */
export function programAnswers(host: MemoryHost): Pick<Answers, Own> {
  return {
    state: () => ({
      version: "0.1.0",
      schema: 2,
      data_dir: "/data",
      secrets: "keychain",
      disk: { database: 4_200_000, files: 1_000_000, logs: 20_000, backups: 0 },
      accounts: host.accounts.map((view) => ({
        view,
        behind_ms: 12_000,
        token_days_left: null,
        quotas: [],
        quarantined: 0,
        messages: 191,
        ...host.states.get(view.account),
      })),
      lookups: { hits: 3, misses: 1 },
      checks: [],
      ...host.state,
    }),
    metrics: (query) => host.figures(query),
    metrics_export: ({ form }) => ({ path: `/home/anna/Downloads/pult-metrics.${form}` }),
    backup_now: ({ folder }) => ({ path: `${folder}/pult.pult-backup`, bytes: 5_000_000, made_at_ms: NOW, chats: 3, messages: 6, files: 1 }),
    backups_get: () => host.backups,
    backups_set: ({ every, keep }) => {
      host.backups = { ...host.backups, every, keep };
      return host.backups;
    },
    backup_files: () => [{ path: "/media/anna/usb/pult.pult-backup", bytes: 5_000_000, changed_at_ms: NOW }],
    restore_ready: () => ({
      made_at_ms: NOW,
      chats: 3,
      messages: 6,
      files: 1,
      in_doubt: 2,
      shops: [{ account: 1, channel: "wildberries", name: "Глиняный дом" }],
    }),
    log_export: () => ({ path: "/home/anna/Downloads/pult-log.txt" }),
    doctor: () => [],
  };
}
