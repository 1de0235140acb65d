// A server for the tests of an SMB client, driven over its control API.
package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// control is the control API; GET /openapi.json describes it.
type control struct {
	URL, Token string
}

// attempt is the part of a record that these tests look at.
type attempt struct {
	Verdict, Reason, WireStatus string
}

var server control

// TestMain starts one server for all tests.
func TestMain(m *testing.M) {
	os.Exit(withServer(m.Run))
}

func withServer(run func() int) int {
	folder, err := os.MkdirTemp("", "smb")
	must(err)
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "control.json")
	words := strings.Fields(os.Getenv("SERVER_COMMAND"))
	if len(words) == 0 {
		words = []string{"npx", "--yes", "smb2-auth-server"}
	}
	words = append(words, "serve", "--port", "0", "--user", "alice:secret", "--share", "data",
		"--control", "0", "--control-file", file)
	command := exec.Command(words[0], words[1:]...)
	command.Stderr = os.Stderr
	must(command.Start())
	defer func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
	}()
	// The file appears whole, once everything listens.
	for wait := 0; ; wait++ {
		text, err := os.ReadFile(file)
		if err == nil {
			must(json.Unmarshal(text, &server))
			break
		}
		if wait == 600 {
			must(err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	return run()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// call makes one request; result may be nil.
func (c control) call(t *testing.T, method, path string, body, result any) {
	t.Helper()
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, c.URL+path, content)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+c.Token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 400 {
		t.Fatalf("%s %s: %s %s %v", method, path, answer.Status, text, err)
	}
	if result != nil {
		if err := json.Unmarshal(text, result); err != nil {
			t.Fatal(err)
		}
	}
}

// attempt waits for a login of a user; when none comes, the failure says what did arrive.
func (c control) attempt(t *testing.T, user string) attempt {
	t.Helper()
	var answer struct {
		Attempts []attempt
		Arrived  string
	}
	c.call(t, "GET", "/v1/attempts?wait=10&user="+user, nil, &answer)
	if len(answer.Attempts) == 0 {
		t.Fatal(answer.Arrived)
	}
	return answer.Attempts[0]
}

// reset gives each test a clean state, and the address of SMB.
func (c control) reset(t *testing.T) string {
	t.Helper()
	c.call(t, "POST", "/v1/reset", nil, nil)
	var answer struct {
		Addresses struct {
			SMB struct {
				Host string
				Port int
			}
		}
	}
	c.call(t, "GET", "/v1/server", nil, &answer)
	return fmt.Sprintf("%s:%d", answer.Addresses.SMB.Host, answer.Addresses.SMB.Port)
}
