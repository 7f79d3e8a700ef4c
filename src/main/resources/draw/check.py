import hashlib, hmac, json, sys
r = json.load(open(sys.argv[1], encoding="utf-8"))
sha = lambda text: hashlib.sha256(text.encode()).hexdigest()
mac = lambda key, text: hmac.new(key, text, hashlib.sha256).digest()
pool = json.loads(r["pool"])
assert sha(r["pool"]) == r["fingerprint"], "pool"
assert sha(r["code"]) == pool["code"], "code"
assert len(r["tickets"]) == len(pool["tickets"]), "tickets"
# A ticket without a nonce was erased at a person's request; its label is still what was frozen and drawn.
assert all(not t["nonce"] or sha(t["nonce"] + ":" + t["name"]) == f["label"] for t, f in zip(r["tickets"], pool["tickets"])), "names"
prk = mac((r["code"] + "/" + r["fingerprint"]).encode(), r["randomness"].encode())
order = sorted((t["number"] for t in pool["tickets"]), key=lambda n: mac(prk, b"ticket-%d\x01" % n))
assert order == r["order"], "order"
print("OK", order[:pool["winners"]])
