package serve

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"duban/internal/message"
)

// leastToken is how many characters a token has at least: 16 of base64 are 96 bits.
const leastToken = 16

// mostToken is how many it has at most: a request with it has to go through proxies.
const mostToken = 1024

// tokenForm is the b64token of RFC 6750.
var tokenForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9._~+/-]+=*$`) })

// Token returns the token that the bytes of a file hold, on one line, with or without its end.
func Token(file []byte) (string, error) {
	token := strings.TrimRight(string(file), " \t\r\n")
	switch {
	case token == "":
		return "", message.Errorf("there is no token in it; write one into it, such as openssl rand -hex 32 gives")
	case strings.ContainsAny(token, "\r\n"):
		return "", message.Errorf("it has more than one line; write the token alone into it")
	case !tokenForm().MatchString(token):
		return "", message.Errorf("a token has letters, digits and - . _ ~ + / alone, and = at its end; write another into it, such as openssl rand -hex 32 gives")
	case len(token) < leastToken:
		return "", message.Errorf("a token of fewer than %d characters can be guessed; write a longer one into it, such as openssl rand -hex 32 gives", leastToken)
	case len(token) > mostToken:
		return "", message.Errorf("a token of more than %d characters is too long for a request; write a shorter one into it", mostToken)
	}
	return token, nil
}

// authorized refuses requests without the token, if there is one. Programs send it as a bearer token; people type it as
// a password, whatever the name beside it, since that is what browsers ask for. Whether the service is there and ready
// may be asked by anybody.
func (s *server) authorized(next http.Handler) http.Handler {
	if s.Token == "" {
		return next
	}
	want := sha256.Sum256([]byte(s.Token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(credential(r)))
		if subtle.ConstantTimeCompare(got[:], want[:]) == 1 || isProbe(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("WWW-Authenticate", `Bearer realm="duban"`)
		w.Header().Add("WWW-Authenticate", `Basic realm="duban", charset="UTF-8"`)
		s.refuse(w, problem(http.StatusUnauthorized,
			"the service asks for its token: send it in the header Authorization, behind Bearer"))
	})
}

// credential returns the token that a request has.
func credential(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	_, password, _ := r.BasicAuth()
	return password
}

func isProbe(path string) bool { return path == healthPath || path == readyPath }
