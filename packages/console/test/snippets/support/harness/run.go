// Judges requests, one a line, by the package verify_<n> of each.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		header := http.Header{}
		for index := 2; index < len(fields); index += 2 {
			header.Add(fields[index], fields[index+1])
		}
		body, err := base64.StdEncoding.DecodeString(fields[1])
		if err != nil {
			panic(err)
		}
		fmt.Println(receivers[fields[0]](header, body))
	}
}
