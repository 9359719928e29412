// A frame in a sandbox has no address of its own, and may not fetch even the files beside it. There the copy that is all in
// one file takes over. Settings, behind the #, go with it.
if (self.origin === 'null' && location.protocol !== 'file:') location.replace('doorstep.html' + location.hash)
