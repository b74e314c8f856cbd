// Packs, unpacks and measures with github.com/moov-io/iso8583. Requests are lines, fields separated by tabs:
// `pack SPEC 0=0200 2=... 52=x:HEX` and `unpack SPEC HEX`; SPEC is a JSON file of moov's form. Answers are one line: the
// result, or `error MESSAGE`. `bench SPEC HEX` as arguments prints `operation microseconds` by CPU time.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"syscall"

	"github.com/moov-io/iso8583"
	"github.com/moov-io/iso8583/field"
	"github.com/moov-io/iso8583/specs"
)

var loaded = map[string]*iso8583.MessageSpec{}

func load(path string) (*iso8583.MessageSpec, error) {
	if spec, ok := loaded[path]; ok {
		return spec, nil
	}
	json, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	spec, err := specs.Builder.ImportJSON(json)
	if err == nil {
		loaded[path] = spec
	}
	return spec, err
}

// One element as it is set: text, or bytes where the specification has bytes.
type element struct {
	number int
	text   string
	bytes  []byte
}

func parse(words []string) ([]element, error) {
	elements := []element{}
	for _, word := range words {
		key, value, _ := strings.Cut(word, "=")
		number, err := strconv.Atoi(key)
		if err != nil {
			return nil, err
		}
		one := element{number: number, text: value}
		if strings.HasPrefix(value, "x:") {
			if one.bytes, err = hex.DecodeString(value[2:]); err != nil {
				return nil, err
			}
		}
		elements = append(elements, one)
	}
	return elements, nil
}

func pack(spec *iso8583.MessageSpec, elements []element) ([]byte, error) {
	message := iso8583.NewMessage(spec)
	for _, one := range elements {
		var err error
		if one.number == 0 {
			message.MTI(one.text)
		} else if one.bytes != nil {
			err = message.BinaryField(one.number, one.bytes)
		} else {
			err = message.Field(one.number, one.text)
		}
		if err != nil {
			return nil, err
		}
	}
	return message.Pack()
}

func unpack(spec *iso8583.MessageSpec, bytes []byte) (string, error) {
	message := iso8583.NewMessage(spec)
	if err := message.Unpack(bytes); err != nil {
		return "", err
	}
	fields := message.GetFields()
	numbers := []int{}
	for number := range fields {
		if number != 1 {
			numbers = append(numbers, number)
		}
	}
	sort.Ints(numbers)
	out := []string{}
	for _, number := range numbers {
		if binary, ok := fields[number].(*field.Binary); ok {
			bytes, _ := binary.Bytes()
			out = append(out, fmt.Sprintf("%d=x:%X", number, bytes))
			continue
		}
		text, err := fields[number].String()
		if err != nil {
			return "", err
		}
		out = append(out, fmt.Sprintf("%d=%s", number, text))
	}
	return strings.Join(out, "\t"), nil
}

func answer(words []string) (string, error) {
	spec, err := load(words[1])
	if err != nil {
		return "", err
	}
	if words[0] == "unpack" {
		bytes, err := hex.DecodeString(words[2])
		if err != nil {
			return "", err
		}
		return unpack(spec, bytes)
	}
	elements, err := parse(words[2:])
	if err != nil {
		return "", err
	}
	bytes, err := pack(spec, elements)
	return strings.ToUpper(hex.EncodeToString(bytes)), err
}

func cpu() float64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1000
}

func measure(name string, work func()) {
	for i := 0; i < 2000; i++ {
		work()
	}
	best := 1e18
	for round := 0; round < 5; round++ {
		start := cpu()
		for i := 0; i < 5000; i++ {
			work()
		}
		if took := (cpu() - start) / 5000; took < best {
			best = took
		}
	}
	fmt.Printf("%s %.3f\n", name, best)
}

func bench(path string, text string) error {
	spec, err := load(path)
	if err != nil {
		return err
	}
	elements, err := parse(strings.Split(text, "\t"))
	if err != nil {
		return err
	}
	bytes, err := pack(spec, elements)
	if err != nil {
		return err
	}
	if _, err := unpack(spec, bytes); err != nil {
		return err
	}
	measure("encode", func() { _, _ = pack(spec, elements) })
	measure("decode", func() { message := iso8583.NewMessage(spec); _ = message.Unpack(bytes) })
	return nil
}

func main() {
	if len(os.Args) == 4 && os.Args[1] == "bench" {
		if err := bench(os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	for in.Scan() {
		result, err := answer(strings.Split(in.Text(), "\t"))
		if err != nil {
			result = "error " + strings.ReplaceAll(err.Error(), "\n", " ")
		}
		fmt.Println(result)
	}
}
