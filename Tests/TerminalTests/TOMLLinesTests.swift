import Terminal
import Testing

@Suite struct TOMLLinesTests {
    @Test func keysAreFoundInTheirTables() {
        let lines = TOMLLines(
            """
            # text = 1
            theme = "night"

            [keys]
            "ctrl-=" = "zoom"  # = comment
              play = 'space'
            [ "other" ]
            play = 2
            play = 3
            """)
        #expect(lines["theme"] == 2)
        #expect(lines["keys"] == 4)
        #expect(lines["keys.ctrl-="] == 5)
        #expect(lines["keys.play"] == 6)
        #expect(lines["other.play"] == 8)
        #expect(lines["text"] == nil)
    }
}
