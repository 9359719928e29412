//! The command line: see `doorstep --help`, and [`doorstep::cli`].

fn main() -> std::process::ExitCode {
    doorstep::cli::main()
}
