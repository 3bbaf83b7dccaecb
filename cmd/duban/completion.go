package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"duban/internal/message"

	"github.com/alecthomas/kong"
)

// completionCommand writes the script by which a shell completes what is typed. It is made from the same description as the
// help; the libraries that do so for kong are not kept up, and ask the program at every key.
type completionCommand struct {
	Shell shell `arg:"" help:"bash, zsh or fish."`
}

// shell is one that a script is written for.
type shell string

func (s *shell) UnmarshalText(text []byte) error {
	if *s = shell(text); shells[*s] == nil {
		return message.Errorf("%q is no shell with completion; pass bash, zsh or fish", text)
	}
	return nil
}

// shells write the script for each shell.
var shells = map[shell]func(*kong.Node) string{"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}

func (completionCommand) Help() string {
	return help(`Put the line into the file that your shell reads when it starts, such as ~/.bashrc.

Examples:

    source <(duban completion bash)
    source <(duban completion zsh)
    duban completion fish | source`)
}

func (k *completionCommand) Run(c *console) error {
	return c.write([]byte(shells[k.Shell](described(c))))
}

// choices are the values of options that have few; those of other options are files or anything.
var choices = map[string]string{"lang": "zh en", "formats": "ndjson csv parquet sqlite xlsx", "sql": "sqlite postgres duckdb",
	"access-log": "text json off"}

// flagsOf returns the options of a command, those of the program among them.
func flagsOf(n *kong.Node) []*kong.Flag { return slices.Concat(n.AllFlags(true)...) }

// spellings returns the ways to write an option: --quiet, -q.
func spellings(f *kong.Flag) []string {
	all := []string{"--" + f.Name}
	if f.Short != 0 {
		all = append(all, "-"+string(f.Short))
	}
	return all
}

// isDirectory reports whether the value of an option is a folder.
func isDirectory(f *kong.Flag) bool { return f.Tag.PlaceHolder == "DIR" }

func bashCompletion(program *kong.Node) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	options := func(n *kong.Node) string {
		var words []string
		for _, f := range flagsOf(n) {
			words = append(words, spellings(f)...)
		}
		return strings.Join(words, " ")
	}
	var names []string
	for _, command := range program.Children {
		names = append(names, command.Name)
	}
	line("_duban() {")
	line(`  local word command= options="%s --version"`, options(program))
	line(`  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}`)
	line(`  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`)
	line(`    case $word in %s) command=$word; break ;; esac`, strings.Join(names, "|"))
	line("  done")
	line("  case $command in")
	for _, command := range program.Children {
		line(`    %s) options="%s" ;;`, command.Name, options(command))
	}
	line("  esac")
	line(`  [[ $current == = ]] && current=`)
	line(`  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}`)
	line("  case $before in")
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		line(`    --%s) COMPREPLY=($(compgen -W "%s" -- "$current")); return ;;`, name, choices[name])
	}
	line("  esac")
	line("  case $command:$current in")
	line(`    *:-*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;`)
	line(`    :*) COMPREPLY=($(compgen -W "%s" -- "$current")) ;;`, strings.Join(names, " "))
	line(`    completion:*) COMPREPLY=($(compgen -W "bash zsh fish" -- "$current")) ;;`)
	line(`    *) COMPREPLY=($(compgen -f -- "$current")) ;;`)
	line("  esac")
	line("}")
	line("complete -o filenames -F _duban duban")
	return b.String()
}

// quoted returns a text between single quotes of a shell, without spaces that were held back.
func quoted(s string) string {
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, space, " "), "'", `'\''`) + "'"
}

func zshCompletion(program *kong.Node) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("#compdef duban")
	line("_duban() {")
	line("  local -a commands")
	line("  commands=(")
	for _, command := range program.Children {
		line("    %s", quoted(command.Name+":"+strings.ReplaceAll(command.Help, ":", `\:`)))
	}
	line("  )")
	line("  if (( CURRENT == 2 )); then")
	line(`    [[ $PREFIX == -* ]] && { _arguments %s '--version'; return }`, strings.Join(zshFlags(program), " "))
	line("    _describe command commands")
	line("    return")
	line("  fi")
	line("  local command=$words[2]")
	line("  shift words; (( CURRENT-- ))")
	line("  case $command in")
	for _, command := range program.Children {
		files := "'*:file:_files'"
		if command.Name == "completion" {
			files = "'1:shell:(bash zsh fish)'"
		}
		line("    %s) _arguments %s %s ;;", command.Name, strings.Join(zshFlags(command), " "), files)
	}
	line("  esac")
	line("}")
	line("compdef _duban duban")
	return b.String()
}

// zshFlags are the options of a command as _arguments takes them.
func zshFlags(n *kong.Node) []string {
	escaped := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`)
	var out []string
	for _, f := range flagsOf(n) {
		for _, name := range spellings(f) {
			arg := name
			if !f.IsBool() && strings.HasPrefix(name, "--") {
				arg += "="
			}
			arg += "[" + escaped.Replace(f.Help) + "]"
			if !f.IsBool() {
				arg += ":" + strings.ToLower(f.Name) + ":" + zshValues(f)
			}
			out = append(out, quoted(arg))
		}
	}
	return out
}

func zshValues(f *kong.Flag) string {
	switch {
	case choices[f.Name] != "":
		return "(" + choices[f.Name] + ")"
	case isDirectory(f):
		return "_files -/"
	}
	return "_files"
}

func fishCompletion(program *kong.Node) string {
	var b strings.Builder
	flags := func(n *kong.Node, condition string) {
		for _, f := range n.Flags {
			if f.Hidden {
				continue
			}
			fmt.Fprintf(&b, "complete -c duban -n %s -l %s", quoted(condition), f.Name)
			if f.Short != 0 {
				fmt.Fprintf(&b, " -s %c", f.Short)
			}
			switch {
			case f.IsBool():
			case choices[f.Name] != "":
				fmt.Fprintf(&b, " -x -a %s", quoted(choices[f.Name]))
			case isDirectory(f):
				b.WriteString(" -x -a '(__fish_complete_directories)'")
			default:
				b.WriteString(" -r")
			}
			fmt.Fprintf(&b, " -d %s\n", quoted(f.Help))
		}
	}
	flags(program, "true")
	for _, command := range program.Children {
		fmt.Fprintf(&b, "complete -c duban -f -n __fish_use_subcommand -a %s -d %s\n", command.Name, quoted(command.Help))
		flags(command, "__fish_seen_subcommand_from "+command.Name)
	}
	b.WriteString("complete -c duban -f -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n")
	return b.String()
}
