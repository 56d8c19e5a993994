// Judges logs and proofs by Go's golang.org/x/mod/sumdb (Debian: golang-golang-x-mod-dev), which knows nothing of ours. test/log/go-judge.ts
//
//	judge folder DIR                     every tile and bundle below DIR/tile, and the root hash of DIR/checkpoint.text
//	judge proofs                         standard input: "record SIZE ROOT INDEX LEAF HASH…" and "tree SIZE ROOT OLDSIZE OLDROOT HASH…"
//	judge proof FILE TEXT LOG WITNESS…   a tlog-proof of TEXT under the verifier keys of a log and of witnesses
//	judge flips FILE TEXT LOG WITNESS…   the same with one bit changed, in each byte in turn
//
// Hashes are in base64. What is refused is said on standard error, and the exit status is 1.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := judge(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judge(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "folder":
		return judgeFolder(args[1])
	case len(args) == 1 && args[0] == "proofs":
		return judgeProofs()
	case len(args) >= 4 && (args[0] == "proof" || args[0] == "flips"):
		proof, err := os.ReadFile(args[1])
		if err != nil {
			return err
		}
		text, err := os.ReadFile(args[2])
		if err != nil {
			return err
		}
		if args[0] == "flips" {
			return judgeFlips(proof, text, args[3], args[4:])
		}
		said, err := judgeProof(proof, text, args[3], args[4:])
		fmt.Print(said)
		return err
	}
	return errors.New("usage")
}

type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

func parseCheckpoint(text string) (c checkpoint, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return c, fmt.Errorf("a checkpoint of three lines: %q", text)
	}
	c.origin = lines[0]
	if c.size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return c, err
	}
	c.root, err = tlog.ParseHash(lines[2])
	return c, err
}

// The hashes of a tree as x/mod keeps them, and the reader that it wants.
type storage []tlog.Hash

func (s storage) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(s)) {
			return nil, fmt.Errorf("no hash %d", index)
		}
		found[i] = s[index]
	}
	return found, nil
}

// Entries come from the bundles that the tree of this size needs: the widest of each place.
func readEntries(dir string, size int64, each func(data []byte) error) error {
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		bundle, err := os.ReadFile(filepath.Join(dir, "tile", "entries", placeName(first/256, width)))
		if err != nil {
			return err
		}
		if err := splitBundle(bundle, width, each); err != nil {
			return fmt.Errorf("bundle %d: %w", first/256, err)
		}
	}
	return nil
}

func splitBundle(bundle []byte, width int64, each func(data []byte) error) error {
	for ; width > 0; width-- {
		if len(bundle) < 2 {
			return errors.New("it ends early")
		}
		length := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+length {
			return errors.New("it ends early")
		}
		if err := each(bundle[2 : 2+length]); err != nil {
			return err
		}
		bundle = bundle[2+length:]
	}
	if len(bundle) > 0 {
		return errors.New("it has more")
	}
	return nil
}

// x/mod writes the height of tiles into their paths, C2SP does not.
func placeName(n, width int64) string {
	return strings.TrimPrefix(tlog.Tile{H: 8, L: 0, N: n, W: int(width)}.Path(), "tile/8/0/")
}

func judgeFolder(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint.text"))
	if err != nil {
		return err
	}
	head, err := parseCheckpoint(string(text))
	if err != nil {
		return err
	}
	var hashes storage
	count := int64(0)
	err = readEntries(dir, head.size, func(data []byte) error {
		more, err := tlog.StoredHashes(count, data, hashes)
		hashes = append(hashes, more...)
		count++
		return err
	})
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(head.size, hashes)
	if err != nil {
		return err
	}
	if root != head.root {
		return fmt.Errorf("root hash %v, and checkpoint.text says %v", root, head.root)
	}
	// x/mod wants a partial tile of each width that ever was, C2SP the widest.
	widest := map[[2]int64]tlog.Tile{}
	for _, tile := range tlog.NewTiles(8, 0, head.size) {
		widest[[2]int64{int64(tile.L), tile.N}] = tile
	}
	wanted := map[string]bool{}
	for _, tile := range widest {
		wanted["tile/"+strings.TrimPrefix(tile.Path(), "tile/8/")] = true
	}
	found := 0
	err = filepath.WalkDir(filepath.Join(dir, "tile"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || strings.HasPrefix(name, "tile/entries/") {
			return err
		}
		tile, err := tlog.ParseTilePath("tile/8/" + strings.TrimPrefix(name, "tile/"))
		if err != nil {
			return err
		}
		data, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		here, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !bytes.Equal(here, data) {
			return fmt.Errorf("%s: other hashes than those of the entries", name)
		}
		delete(wanted, name)
		found++
		return nil
	})
	if err != nil {
		return err
	}
	for name := range wanted {
		return fmt.Errorf("%s: not there", name)
	}
	fmt.Printf("%d entries, %d tiles\n", head.size, found)
	return nil
}

func judgeProofs() error {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	records, trees, refused := 0, 0, 0
	for number := 1; input.Scan(); number++ {
		words := strings.Fields(input.Text())
		if len(words) < 5 {
			return fmt.Errorf("line %d", number)
		}
		size, err1 := strconv.ParseInt(words[1], 10, 64)
		root, err2 := tlog.ParseHash(words[2])
		of, err3 := strconv.ParseInt(words[3], 10, 64)
		hash, err4 := tlog.ParseHash(words[4])
		var proof []tlog.Hash
		for _, word := range words[5:] {
			one, err := tlog.ParseHash(word)
			if err != nil {
				return err
			}
			proof = append(proof, one)
		}
		for _, err := range []error{err1, err2, err3, err4} {
			if err != nil {
				return err
			}
		}
		var err error
		if words[0] == "record" {
			records++
			err = tlog.CheckRecord(proof, size, root, of, hash)
		} else {
			trees++
			err = tlog.CheckTree(proof, size, root, of, hash)
		}
		if err != nil {
			refused++
			fmt.Printf("line %d: %v\n", number, err)
		}
	}
	fmt.Printf("%d records, %d trees, %d refused\n", records, trees, refused)
	return input.Err()
}

func judgeFlips(proof, text []byte, logKey string, witnessKeys []string) error {
	for bit := 0; bit < 8; bit++ {
		for at := range proof {
			proof[at] ^= 1 << bit
			if _, err := judgeProof(proof, text, logKey, witnessKeys); err == nil {
				fmt.Printf("byte %d, bit %d: accepted\n", at, bit)
			}
			proof[at] ^= 1 << bit
		}
	}
	fmt.Printf("%d changes\n", 8*len(proof))
	return nil
}

func judgeProof(bytes, text []byte, logKey string, witnessKeys []string) (string, error) {
	head, signed, _ := strings.Cut(string(bytes), "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return "", errors.New("not a tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return "", err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return "", err
		}
		proof = append(proof, hash)
	}
	verifier, err := note.NewVerifier(logKey)
	if err != nil {
		return "", err
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return "", err
	}
	tree, err := parseCheckpoint(opened.Text)
	if err != nil {
		return "", err
	}
	if tree.origin != verifier.Name() {
		return "", fmt.Errorf("origin %s", tree.origin)
	}
	if err := tlog.CheckRecord(proof, tree.size, tree.root, index, tlog.RecordHash(text)); err != nil {
		return "", err
	}
	cosigned := 0
	for _, key := range witnessKeys {
		if err := checkCosignature(key, opened); err != nil {
			return "", err
		}
		cosigned++
	}
	// x/mod knows no key of type 4: to it the lines of witnesses are by keys unknown.
	return fmt.Sprintf("entry %d of %d, %d signed, %d unknown, %d cosigned\n", index, tree.size, len(opened.Sigs), len(opened.UnverifiedSigs), cosigned), nil
}

// C2SP tlog-cosignature: 4 bytes of key id, 8 of time, 64 of Ed25519.
func checkCosignature(vkey string, opened *note.Note) error {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return errors.New("not a verifier key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return fmt.Errorf("%s: not a key of type 4", parts[0])
	}
	for _, line := range opened.UnverifiedSigs {
		signature, err := base64.StdEncoding.DecodeString(line.Base64)
		if err != nil || line.Name != parts[0] || fmt.Sprintf("%08x", line.Hash) != parts[1] || len(signature) != 76 {
			continue
		}
		time := binary.BigEndian.Uint64(signature[4:])
		message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, opened.Text)
		if ed25519.Verify(key[1:], []byte(message), signature[12:]) {
			return nil
		}
	}
	return fmt.Errorf("%s: no cosignature that holds", parts[0])
}
