// What lies on the device: the lease, and what was done with it (IndexedDB).
//
// `lease` holds one record: what the server lent, which names nobody, and its secret, sealed. `ops` holds what was done,
// in order; name and telephone are sealed, and gone once the server has them. A seat stands in `ops` at most once, so two
// windows cannot book it twice.

let opened;
const base = () => (opened ??= new Promise((resolve, reject) => {
  const request = indexedDB.open("torg-leie", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("lease");
    const ops = request.result.createObjectStore("ops", { keyPath: "n", autoIncrement: true });
    ops.createIndex("seat", "seat", { unique: true });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
}));

/** Runs `work` on both stores in one transaction; resolves when it is on the disk. */
async function within(mode, work) {
  const db = await base();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(["lease", "ops"], mode, { durability: "strict" });
    const request = work(transaction.objectStore("lease"), transaction.objectStore("ops"));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error ?? request?.error);
  });
}

export const lease = () => within("readonly", (leases) => leases.get("own"));
export const ops = () => within("readonly", (_, all) => all.getAll());
export const keep = (record) => within("readwrite", (leases) => void leases.put(record, "own"));
export const add = (op) => within("readwrite", (_, all) => void all.add(op));
export const change = (changed) => within("readwrite", (_, all) => void changed.forEach((op) => all.put(op)));
export const forget = () => within("readwrite", (leases, all) => void (leases.clear(), all.clear()));
