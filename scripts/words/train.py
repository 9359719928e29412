"""Works out what the stems of everyday language mean: rules/words/meaning.json.

    doorstep training > training.json
    python scripts/words/train.py training.json rules/words/meaning.json [teacher-cache.npy]

A sentence-embedding model (all-MiniLM-L6-v2, Apache-2.0, from its package) reads every phrase once and is then put away. Two things
are learnt from it. First, which statements of different documents say the same, so that they may lend each other their words.
Second, a place in a small space for every stem and every statement, such that the sum of the places of a phrase's stems lies
closest to the statement that the phrase belongs to; the teacher's own idea of each stem is where learning begins.
The places of stems are then put together from eight parts of 64 kinds each, so that a stem takes six bytes, and those of statements
are rounded; learning goes on with both as they will be, so that what rounding spoils is mended.

One thread and fixed seeds: the same input gives the same bytes on the same machine.
"""

import json
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

DIMENSIONS, PARTS, KINDS = 64, 8, 64
PART = DIMENSIONS // PARTS
WHOLE = 16  # A statement's place of length 1 is so long in whole numbers.
EPOCHS, SETTLING, BATCH = 7, 3, 256
DROP = 0.5  # How many stems of a phrase are left out at each look: nobody says all of it.
SOFT = 0.3  # How much of a phrase counts for statements that mean nearly the same.
ALIKE = 0.75  # From here on two statements of different documents say the same to the teacher,
LEND = 70  # and lend each other so many hundredths of how well they fit where they are the very same.
LEAST = 10  # Fewer hundredths are not worth lending.
COUNTERPART = 45  # So many hundredths are lent where a person says that two statements are the same concern.
ELSEWHERE = 0.5  # How much a phrase counts for the counterparts of its statement beside the statement itself.


def teacher():
    """The teacher's tokenizer and weights."""
    import all_minilm_l6_v2
    from tokenizers import Tokenizer

    with zipfile.ZipFile(all_minilm_l6_v2.get_model_zip_path()) as archive:
        raw = archive.read("model.safetensors")
        tokenizer = Tokenizer.from_str(archive.read("tokenizer.json").decode())
    length = struct.unpack("<Q", raw[:8])[0]
    weights = {}
    for name, about in json.loads(raw[8 : 8 + length]).items():
        if name == "__metadata__" or about["dtype"] != "F32":
            continue
        start, end = about["data_offsets"]
        flat = np.frombuffer(raw, np.float32, (end - start) // 4, 8 + length + start)
        weights[name] = torch.tensor(flat.reshape(about["shape"]))
    tokenizer.no_padding()
    tokenizer.enable_truncation(64)
    return tokenizer, weights


def embed(texts, batch=64):
    """The teacher's place for each text, of length 1."""
    tokenizer, w = teacher()
    rows = [tokenizer.encode(text).ids for text in texts]
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    out = torch.zeros(len(rows), 384)
    for start in range(0, len(order), batch):
        at = order[start : start + batch]
        longest = max(len(rows[i]) for i in at)
        ids = torch.zeros(len(at), longest, dtype=torch.long)
        mask = torch.zeros(len(at), longest)
        for row, i in enumerate(at):
            ids[row, : len(rows[i])] = torch.tensor(rows[i])
            mask[row, : len(rows[i])] = 1
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:longest]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        norm = lambda x, name: F.layer_norm(x, (384,), w[name + ".weight"], w[name + ".bias"], 1e-12)
        x = norm(x, "embeddings.LayerNorm")
        bias = (1 - mask)[:, None, None, :] * -1e9
        heads = lambda y: y.view(len(at), longest, 12, 32).transpose(1, 2)
        for layer in range(6):
            name = f"encoder.layer.{layer}."
            linear = lambda part, y: F.linear(y, w[name + part + ".weight"], w[name + part + ".bias"])
            q, k, v = (heads(linear(f"attention.self.{part}", x)) for part in ("query", "key", "value"))
            seen = torch.softmax(q @ k.transpose(2, 3) / 32**0.5 + bias, -1) @ v
            seen = seen.transpose(1, 2).reshape(len(at), longest, 384)
            x = norm(linear("attention.output.dense", seen) + x, name + "attention.output.LayerNorm")
            x = norm(linear("output.dense", F.gelu(linear("intermediate.dense", x))) + x, name + "output.LayerNorm")
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        out[at] = F.normalize(mean, dim=1)
    return out.numpy()


def shares(centres):
    """For each statement of a group, how much of its phrases counts for each: most for itself, some for what means nearly the same."""
    for centre in centres:
        near = centre @ centre.T
        share = np.where(near > 0.7, np.exp((near - 1) * 15), 0)
        share /= share.sum(1, keepdims=True)
        yield torch.tensor((1 - SOFT) * np.eye(len(near)) + SOFT * share, dtype=torch.float32)


def added(rows, each):
    """The place of each row of stems: theirs added up, at length 1. `each` gives the places of stems."""
    flat = torch.tensor([stem for row in rows for stem in row], dtype=torch.long)
    of = torch.tensor([i for i, row in enumerate(rows) for _ in row], dtype=torch.long)
    return F.normalize(torch.zeros(len(rows), DIMENSIONS).index_add(0, of, each(flat)), dim=1)


def go_through(groups, centres, epochs, chance, optimiser, each, statements, scale, small=lambda: 0):
    """Shows every phrase so many times, a part of its stems at each."""
    soft = list(shares(centres))
    phrases = [(row, group, of, share) for group, rows in enumerate(groups) for row, of, share in rows if row]
    for _ in range(epochs):
        order = chance.permutation(len(phrases))
        for start in range(0, len(order), BATCH):
            batch = [phrases[i] for i in order[start : start + BATCH]]
            loss = small()
            for group in range(len(groups)):
                rows = [(row, of, share) for row, g, of, share in batch if g == group]
                if not rows:
                    continue
                kept = [[stem for stem in row if chance.random() > DROP] or row for row, _, _ in rows]
                fit = added(kept, each) @ statements(group).T * scale
                wanted = torch.stack([soft[group][of].mean(0) * share for _, of, share in rows])
                loss = loss - (wanted * F.log_softmax(fit, 1)).sum() / len(batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()


def learn(groups, stems, base, centres):
    """Places for stems and for the statements of each group."""
    torch.manual_seed(0)
    chance = np.random.default_rng(0)
    _, _, axes = np.linalg.svd(base, full_matrices=False)
    axes = np.ascontiguousarray(axes[:DIMENSIONS].T)
    base = torch.tensor(base)
    projection = torch.nn.Parameter(torch.tensor(axes))
    own = torch.nn.Parameter(torch.zeros(stems, DIMENSIONS))
    weight = torch.nn.Parameter(torch.zeros(stems))
    scale = torch.nn.Parameter(torch.tensor(10.0))
    places = [torch.nn.Parameter(torch.tensor(centre @ axes)) for centre in centres]
    optimiser = torch.optim.Adam(
        [
            {"params": [projection], "lr": 6e-4},
            {"params": [own, *places], "lr": 2e-3},
            {"params": [weight], "lr": 6e-3},
            {"params": [scale], "lr": 1e-2},
        ]
    )
    each = lambda flat: (base[flat] @ projection + own[flat]) * torch.exp(weight[flat])[:, None]
    statements = lambda group: F.normalize(places[group], dim=1)
    small = lambda: 1e-5 * (own**2).sum()
    go_through(groups, centres, EPOCHS, chance, optimiser, each, statements, scale, small)
    with torch.no_grad():
        of_stems = (base @ projection + own) * torch.exp(weight)[:, None]
        return of_stems.numpy(), [F.normalize(place, dim=1).numpy() for place in places], float(scale)


def kinds(x, rounds=25):
    """The kinds of one part of all places (k-means)."""
    chance = np.random.default_rng(1)
    centres = x[chance.choice(len(x), KINDS, replace=False)]
    for _ in range(rounds):
        nearest = ((x[:, None, :] - centres[None]) ** 2).sum(2).argmin(1)
        for kind in range(KINDS):
            if (nearest == kind).any():
                centres[kind] = x[nearest == kind].mean(0)
    return centres


def settle(groups, stems, centres, places, scale):
    """Each part of every stem's place as one of a few kinds, and the places of statements in whole numbers.

    Each look is at what will travel; what is learnt from it moves what it was rounded from.
    """
    torch.manual_seed(0)
    chance = np.random.default_rng(2)
    stems = stems / np.sqrt((stems**2).mean())
    book = torch.nn.Parameter(torch.tensor(np.stack([kinds(part) for part in np.split(stems, PARTS, 1)])))
    stems = torch.nn.Parameter(torch.tensor(stems))
    places = [torch.nn.Parameter(torch.tensor(place)) for place in places]
    scale = torch.nn.Parameter(torch.tensor(scale))
    optimiser = torch.optim.Adam(
        [
            {"params": [book, *places], "lr": 1e-3},
            {"params": [stems], "lr": 2e-3},
            {"params": [scale], "lr": 1e-2},
        ]
    )

    def nearest(some):
        """The kinds of places, and the places that they put together."""
        parts = [(part, book[i]) for i, part in enumerate(torch.split(some, PART, 1))]
        with torch.no_grad():
            codes = [((kinds**2).sum(1) - 2 * part @ kinds.T).argmin(1) for part, kinds in parts]
        return codes, torch.cat([kinds[code] for code, (_, kinds) in zip(codes, parts)], 1)

    def each(flat):
        some, of = torch.unique(flat, return_inverse=True)
        free = stems[some]
        return (nearest(free)[1] + free - free.detach())[of]

    def statements(group):
        free = F.normalize(places[group], dim=1)
        return free + (torch.round(free * WHOLE) / WHOLE - free).detach()

    go_through(groups, centres, SETTLING, chance, optimiser, each, statements, scale)
    with torch.no_grad():
        codes = torch.stack(nearest(stems)[0], 1)
        return codes.numpy(), book.numpy(), [F.normalize(place, dim=1).numpy() for place in places]


def main(source, target, cache=None):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    training = json.loads(Path(source).read_text())
    entries = training["statements"] + training["topics"]
    sentences = [sentence for entry in entries for sentence in entry["sentences"]]
    surfaces = [word for _, words in training["terms"] for word in words[:4] or ["..."]]
    texts = sorted(set(sentences) | set(surfaces))
    # What the teacher says of a text differs in the last digit with the texts beside it: all of them are asked, or none.
    known = np.load(cache, allow_pickle=True).item() if cache and Path(cache).exists() else {}
    if sorted(known) != texts:
        known = dict(zip(texts, embed(texts)))
        if cache:
            np.save(cache, known)
    base = np.stack([np.mean([known[word] for word in words[:4] or ["..."]], 0) for _, words in training["terms"]])
    base = (base - base.mean(0)).astype(np.float32)

    def centre(entry):
        mean = np.mean([known[sentence] for sentence in entry["sentences"]], 0)
        return mean / np.linalg.norm(mean)

    packs = sorted({entry["pack"] for entry in training["statements"]})
    members = [[e for e in training["statements"] if e["pack"] == pack] for pack in packs] + [training["topics"]]
    centres = [np.stack([centre(entry) for entry in group]).astype(np.float32) for group in members]
    # Each phrase belongs to its own statement, and less so to the same concern in every other document.
    group_of = {(entry["pack"], entry["id"]): (g, i) for g, group in enumerate(members) for i, entry in enumerate(group)}
    groups = [[] for _ in members]
    for group in members:
        for entry in group:
            g, i = group_of[entry["pack"], entry["id"]]
            elsewhere = {}
            for pack, other in entry["counterparts"]:
                h, j = group_of[pack, other]
                elsewhere.setdefault(h, []).append(j)
            for row in entry["stems"]:
                groups[g].append((row, [i], 1.0))
                for h, others in elsewhere.items():
                    groups[h].append((row, others, ELSEWHERE))
    stems, places, scale = learn(groups, len(training["terms"]), base, centres)
    codes, book, places = settle(groups, stems, centres, places, scale)
    unit = np.abs(book).max() / 127
    statements = [entry for group in members[:-1] for entry in group]
    everywhere = np.concatenate(centres[:-1])
    alike = everywhere @ everywhere.T
    pack_of = [entry["pack"] for entry in statements]
    at = {(entry["pack"], entry["id"]): i for i, entry in enumerate(statements)}
    related = []
    for i in range(len(statements)):
        rows = [(int(j), round(LEND * float(alike[i, j] - ALIKE) / (1 - ALIKE))) for j in np.argsort(-alike[i], kind="stable")[:24] if pack_of[j] != pack_of[i]]
        lent = {j: min(share, LEND) for j, share in rows if share >= LEAST}
        for pack, other in statements[i]["counterparts"]:
            j = at[pack, other]
            lent[j] = max(lent.get(j, 0), COUNTERPART)
        related.append(sorted(lent.items(), key=lambda row: (-row[1], row[0]))[:16])
    number = lambda x: [int(n) for n in np.clip(np.round(x), -127, 127)]
    whole = {
        "check": training["check"],
        "terms": [term for term, _ in training["terms"]],
        "codes": [[int(kind) for kind in row] for row in codes],
        "codebook": number((book / unit).reshape(-1)),
        "statements": [[entry["pack"], entry["id"]] for entry in statements],
        "vectors": [number(row * WHOLE) for group in places[:-1] for row in group],
        "related": related,
    }
    # One row a line, so that a change can be seen.
    lines = []
    for key, value in whole.items():
        if isinstance(value, list) and value and isinstance(value[0], list):
            rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in value)
            lines.append(f'"{key}":[\n{rows}\n]')
        else:
            lines.append(f'"{key}":{json.dumps(value, ensure_ascii=False, separators=(",", ":"))}')
    Path(target).write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
