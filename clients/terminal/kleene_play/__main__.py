from kleene_play.main import main

if __name__ == "__main__":
    raise SystemExit(main())
