import Glibc
import Playback
import Testing

@Suite struct AudioDeviceErrorTests {
    @Test func saysWhatToDo() {
        func sentence(_ code: Int32, device: String = "hw:7,0") -> String {
            AudioDeviceError(opening: device, .playback, code: -code).description
        }
        #expect(sentence(EBUSY).contains("another program"))
        #expect(sentence(EACCES).contains("group audio"))
        #expect(sentence(ENOENT).contains("there is no sound device 'hw:7,0'"))
        #expect(sentence(ENODEV).contains("connect it"))
        #expect(sentence(EINVAL).contains("Invalid argument"))
        #expect(AudioDeviceError.noSoundCard(.playback).description.hasPrefix("no sound card was found"))
        #expect(AudioDeviceError.noSoundCard(.capture).description.contains("record"))
    }
}
