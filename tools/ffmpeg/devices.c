/* Stands in for FFmpeg's libavdevice. The executables are linked with it, but a server has no screen to grab and no sound
   card to record, and must not need the sound and display libraries that the real one asks for. */

unsigned avdevice_version(void) { return 62u << 16; }
const char *avdevice_configuration(void) { return ""; }
void avdevice_register_all(void) {}

const void *av_input_audio_device_next(const void *previous) { (void)previous; return 0; }
const void *av_input_video_device_next(const void *previous) { (void)previous; return 0; }
const void *av_output_audio_device_next(const void *previous) { (void)previous; return 0; }
const void *av_output_video_device_next(const void *previous) { (void)previous; return 0; }

int avdevice_list_input_sources(void) { return -1; }
int avdevice_list_output_sinks(void) { return -1; }
void avdevice_free_list_devices(void) {}
