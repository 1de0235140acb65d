#!/usr/bin/env bash
# A Debian kernel with its SMB client, cifs.ko, and an initramfs around it that mounts what a test asks for.
#
#   prepare.sh FOLDER
#
# Nothing is installed: the kernel's package is downloaded and unpacked into FOLDER, some 110 MB. A second call finds it
# complete and ends at once. The programs come from qemu-system-x86, busybox-static, cifs-utils, keyutils, cpio, kmod
# and xz-utils.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)

# What is there was made by these very scripts.
version=$(cat "$here/prepare.sh" "$here/guest-init" | sha256sum | cut -c1-16)
[ "$(head -n 1 "$folder/ready" 2>/dev/null || true)" = "$version" ] && exit 0
rm -f "$folder/ready"

package=$(apt-cache depends linux-image-amd64 | sed -n 's/.*Depends: \(linux-image-[^ ]*\).*/\1/p' | head -n 1)
[ -n "$package" ] || { echo 'apt-get knows no linux-image-amd64; apt-get update may help' >&2; exit 1; }
unpacked=$folder/unpacked
root=$folder/root
rm -rf "$unpacked" "$root"
if ! compgen -G "$folder/${package}_*.deb" >/dev/null; then
  rm -f "$folder"/*.deb
  (cd "$folder" && apt-get download -qq --option APT::Sandbox::User=root "$package")
fi
mkdir "$unpacked"
dpkg --extract "$folder/${package}"_*.deb "$unpacked"
[ -e "$unpacked/lib/modules" ] || mv "$unpacked/usr/lib" "$unpacked/lib"
release=$(ls "$unpacked/lib/modules")
depmod --basedir "$unpacked" "$release"

# The initramfs: busybox, mount.cifs and what the kernel calls for a ticket, with their libraries, and the modules in
# the order in which they load.
mkdir -p "$root"/{bin,sbin,dev,etc,mnt,modules,proc,run,sys,tmp,usr/sbin}
cp "$(dpkg --listfiles busybox-static | grep -m 1 '/busybox$')" "$root/bin/busybox"
"$root/bin/busybox" --list | while read -r name; do
  [ "$name" = busybox ] || ln -s busybox "$root/bin/$name"
done
install -m 755 "$here/guest-init" "$root/init"
ln -s /proc/mounts "$root/etc/mtab"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo 'create cifs.spnego * * /usr/sbin/cifs.upcall %k' >"$root/etc/request-key.conf"
# The kernel has the path of request-key built in.
for program in cifs-utils/sbin/mount.cifs cifs-utils/usr/sbin/cifs.upcall keyutils/sbin/request-key; do
  file=$(dpkg --listfiles "${program%%/*}" | grep -m 1 "/${program##*/}$")
  install -m 755 "$file" "$root/${program#*/}"
  ldd "$file" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp --dereference "$library" "$root$library"
  done
done
for module in virtio_pci virtio_net ecb md5 hmac cmac sha256 sha512 ccm gcm ctr ghash-generic nls_utf8 cifs; do
  # One that is built in or not there is passed over.
  modprobe --dirname "$unpacked" --set-version "$release" --show-depends "$module" 2>/dev/null |
    sed -n 's/^insmod \([^ ]*\).*/\1/p'
done | awk '!seen[$0]++' | while read -r file; do
  name=$(basename "$file")
  name=${name%.xz}
  case $file in *.xz) xz --decompress --stdout "$file" ;; *) cat "$file" ;; esac >"$root/modules/$name"
  echo "$name" >>"$root/modules/order"
done
grep -qx cifs.ko "$root/modules/order" || { echo "$package has no cifs module" >&2; exit 1; }

# The kernel is unpacked here, as bzImage's header says where: emulated, it would take seven seconds at every boot.
image=$unpacked/boot/vmlinuz-$release
number() { od --address-radix=n --format="u$2" --skip-bytes="$1" --read-bytes="$2" "$image" | tr -d ' '; }
payload=$((($(number 497 1) + 1) * 512 + $(number 584 4)))
tail --bytes=+$((payload + 1)) "$image" | head --bytes="$(number 588 4)" |
  xz --single-stream --decompress --stdout >"$folder/vmlinux" 2>/dev/null || true
[ "$(head --bytes=4 "$folder/vmlinux" | tail --bytes=3)" = ELF ] || cp "$image" "$folder/vmlinux"

(cd "$root" && find . | LC_ALL=C sort | cpio --create --format=newc --quiet --owner=0:0) >"$folder/initrd"
# A test appends its job as a second archive, which begins at a multiple of four.
truncate --size=%512 "$folder/initrd"
{
  echo "$version"
  dpkg-deb --show --showformat '${Package} ${Version}\n' "$folder/${package}"_*.deb
} >"$folder/ready.part"
rm -rf "$root" "$unpacked"
mv "$folder/ready.part" "$folder/ready"
